/** «000451» and «451»: a spreadsheet took the zeros for the writing of a number. */
export function bareIdentifier(identifier: string): string {
  return /^\d+$/.test(identifier) ? identifier.replace(/^0+(?=\d)/, "") : identifier;
}
