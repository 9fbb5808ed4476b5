const SIRET = /^(\d{3})(\d{3})(\d{3})(\d{5})$/;

/** «777 644 441 00018»: a SIRET as people read it, in one piece (INSEE writes 3-3-3-5). Any other text is left as it is. */
export function formatSiret(text: string): string {
  return text.replace(SIRET, "$1\u00a0$2\u00a0$3\u00a0$4");
}

const SIRETS = /(?<![\p{L}\d])(\d{3})(\d{3})(\d{3})(\d{5})(?![\p{L}\d])/gu;

/** The same for the SIRETs that a sentence or a title says. For the eye only: what is stored, sent or copied keeps its digits together. */
export function formatSirets(sentence: string): string {
  return sentence.replace(SIRETS, "$1\u00a0$2\u00a0$3\u00a0$4");
}
