import type { ChampKey } from "./champs";
import type { Json, JsonObject } from "./json";

/** Who a row names, which is all that is asked of one that has an identifier. */
export const NAMES = [
  "id_erp_apprenant",
  "annee_scolaire",
  "nom_apprenant",
  "prenom_apprenant",
  "date_de_naissance_apprenant",
  "ine_apprenant",
] as const satisfies readonly ChampKey[];

/** Which dossier a row is, and of which year: another value is no correction of it, but another dossier. */
export const DOSSIER_KEY: ReadonlySet<ChampKey> = new Set(["id_erp_apprenant", "annee_scolaire"]);

/** What else tells who somebody is, for rows without identifier. */
export const CLUES = [
  "sexe_apprenant",
  "email_contact",
  "tel_apprenant",
  "adresse_apprenant",
  "code_postal_apprenant",
  "siret_employeur",
  "siret_employeur_2",
  "siret_employeur_3",
  "siret_employeur_4",
  "contrat_date_debut",
  "contrat_date_debut_2",
  "contrat_date_debut_3",
  "contrat_date_debut_4",
] as const satisfies readonly ChampKey[];

const WITH_CLUES = [...NAMES, ...CLUES];

const toText = (value: Json | undefined) =>
  typeof value === "string" || typeof value === "number" ? String(value).trim() : "";

/** The software's own identifier of a row. */
export const identifierOf = (source: JsonObject): string => toText(source.id_erp_apprenant);

/** The school year of a row, as dossiers are told apart by it. */
export const yearOf = (source: JsonObject): string =>
  toText(source.annee_scolaire).replaceAll("/", "-").replace(/\s+/g, "");

/** What of a row tells whose it is, and nothing else. */
export function identityOf(source: JsonObject): JsonObject {
  const identity: JsonObject = {};
  for (const field of identifierOf(source) === "" ? WITH_CLUES : NAMES) {
    const value = source[field];
    if (value !== undefined && value !== null) identity[field] = value;
  }
  return identity;
}
