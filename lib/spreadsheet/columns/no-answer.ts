import type { ChampType } from "@/lib/domain/champs/definition";

/**
 * What software, or people, write where they have nothing, when it is no date, number or address of the kind that is wanted; where a name or a text is, each may be
 * one.
 */
const NO_ANSWER =
  /^(?:null?|none|nan|nil|n\.?[acrd]\.?|s[./]?o\.?|aucune?|vides?|inconnue?s?|(?:non|pas) (?:d[ée]fini|connu|concern[ée]|pr[ée]cis[ée]|disponible|fourni|saisi|applicable|transmis)e?s?|à (?:définir|préciser|compléter|renseigner|venir)|\\n|\[null\]|<null>)$/i;
const LONGEST_NO_ANSWER = 16;
const FREE: ReadonlySet<string> = new Set(["nom", "libelle", "texte", "texteLibre", "identifiant", "statut"]);

/** Most cells are, and no such word begins so. */
const isNumber = (text: string) => text.charCodeAt(0) >= 48 && text.charCodeAt(0) <= 57;

/** True for a text that says that there is nothing, in a field where it can be nothing else. */
export const saysNothing = (type: ChampType, text: string): boolean =>
  text.length <= LONGEST_NO_ANSWER && !isNumber(text) && !FREE.has(type) && NO_ANSWER.test(text);
