/** A benchmark's end: a table for people, then one line of JSON. */
export function afficher(lignes: Record<string, string | number>[], chiffres: Record<string, string | number>): void {
  console.table(lignes);
  console.log(JSON.stringify(chiffres));
}
