import type { Json, ObjetJson } from "@/lib/dossier/json";

function propre(valeur: Json): Json {
  if (typeof valeur === "string") return valeur.replaceAll("\u0000", "").toWellFormed();
  if (Array.isArray(valeur)) return valeur.map(propre);
  if (typeof valeur === "object" && valeur !== null) {
    return Object.fromEntries(Object.entries(valeur).map(([cle, v]) => [String(propre(cle)), propre(v)]));
  }
  return valeur;
}

/** PostgreSQL stores neither the null character nor half of a surrogate pair: no file needs them. */
export function propreARanger(source: ObjetJson): ObjetJson {
  return propre(source as Json) as ObjetJson;
}
