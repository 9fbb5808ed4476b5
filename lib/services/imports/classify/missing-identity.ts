import type { ChampKey } from "@/lib/domain/champs";
import type { JsonObject } from "@/lib/domain/json";

/** Without these, nobody can tell whose dossier it is. */
const REQUIRED = [
  ["nom_apprenant", "le nom"],
  ["prenom_apprenant", "le prénom"],
  ["date_de_naissance_apprenant", "la date de naissance"],
] as const satisfies readonly (readonly [ChampKey, string])[];

const enumeration = new Intl.ListFormat("fr", { type: "conjunction" });

const missingOf = (source: JsonObject) => REQUIRED.filter(([key]) => source[key] === undefined || source[key] === null);

/** The fields that a row lacks to be somebody's dossier. */
export const missingFields = (source: JsonObject): ChampKey[] => missingOf(source).map(([key]) => key);

/** Why a row can be nobody's dossier; null when it can. */
export function missingIdentity({ row, source }: { row: number; source: JsonObject }): string | null {
  const missing = missingOf(source).map(([, name]) => name);
  return missing.length === 0 ? null : `Ligne ${row} : il manque ${enumeration.format(missing)}.`;
}
