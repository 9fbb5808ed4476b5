import type { ChampKey } from "@/lib/domain/champs";
import type { AssembledRow } from "./assemble-row";

/** Without these, nobody can tell whose dossier it is. */
const REQUIRED = [
  ["nom_apprenant", "le nom"],
  ["prenom_apprenant", "le prénom"],
  ["date_de_naissance_apprenant", "la date de naissance"],
] as const satisfies readonly (readonly [ChampKey, string])[];

const enumeration = new Intl.ListFormat("fr", { type: "conjunction" });

/** Why a row makes no dossier, in French; null when it makes one. */
export function whyAside({ source, unusableIdentifier }: AssembledRow): string | null {
  if (Object.keys(source).length === 0) return "aucune colonne reconnue n'y est remplie.";
  if (unusableIdentifier !== null) {
    return `l'identifiant « ${unusableIdentifier} » est en notation scientifique : ses derniers chiffres sont perdus. Mettez cette colonne au format Texte dans votre tableur, ou refaites l'export du logiciel, puis importez de nouveau.`;
  }
  const missing = REQUIRED.filter(([key]) => source[key] === undefined).map(([, name]) => name);
  return missing.length === 0 ? null : `il manque ${enumeration.format(missing)}.`;
}
