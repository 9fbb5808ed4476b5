import type { Json } from "./json";

/**
 * A value as an input of one line holds it, so that `lireSaisie` reads it back: days stay «AAAA-MM-JJ», yes and no are words, empty is
 * nothing. Spaces are those that a browser sends back.
 */
export function ecrireSaisie(valeur: Json | undefined): string {
  if (valeur === undefined || valeur === null) return "";
  if (typeof valeur === "boolean") return valeur ? "oui" : "non";
  const texte = typeof valeur === "object" ? JSON.stringify(valeur) : String(valeur);
  return texte.replace(/\s+/g, " ").trim();
}
