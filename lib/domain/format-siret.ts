const SIRET = /^(\d{3})(\d{3})(\d{3})(\d{5})$/;

/** «777 644 441 00018»: a SIRET as people read it, in one piece (INSEE writes 3-3-3-5). Any other text is left as it is. */
export function formatSiret(text: string): string {
  return text.replace(SIRET, "$1\u00a0$2\u00a0$3\u00a0$4");
}
