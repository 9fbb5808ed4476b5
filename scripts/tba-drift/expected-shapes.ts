import { TRANSMITTED_CHAMPS } from "@/lib/domain/champs";
import type { ChampType } from "@/lib/domain/champs/definition";
import { SITUATIONS, TYPES_CFA } from "@/lib/domain/contrat/nomenclatures";
import type { FieldShape } from "./field-shape";

const text: FieldShape = { type: "string" };
const pattern = (published: string): FieldShape => ({ type: "string", pattern: published });
const values = (type: string, list: readonly (string | number)[]): FieldShape => ({ type, enum: list.map(String) });

/** How the TBA's document writes each kind of value: what our rules (lib/domain/contrat/rules.ts) were read from. */
const SHAPES: Readonly<Record<ChampType, FieldShape>> = {
  nom: { type: "string", minLength: 1 },
  libelle: { type: "string", minLength: 2 },
  texte: text,
  texteLibre: text,
  identifiant: text,
  ine: text,
  date: { type: "string", format: "YYYY-MM-DD" },
  booleen: { type: "boolean" },
  anneeScolaire: text,
  anneeFormation: values("integer", [0, 1, 2, 3, 4, 5]),
  duree: { type: "integer" },
  uai: pattern("^[0-9]{7}[a-zA-Z]$"),
  siret: pattern("^[0-9]{14}$"),
  siretTolere: text,
  codePostal: pattern("^[0-9]{5}$"),
  codePostalTolere: text,
  communeInsee: pattern("^([0-9]{2}|2A|2B)[0-9]{3}$"),
  sexe: values("string", ["M", "F"]),
  email: { type: "string", format: "email" },
  emailStrict: { type: "string", format: "email" },
  telephone: text,
  rncp: pattern("^(RNCP)?[0-9]{2,5}$"),
  cfd: pattern("^[A-Z0-9]{8}$"),
  situation: values("number", [...SITUATIONS]),
  dernierOrganisme: pattern("^(0?[0-9][0-9]|0?2[AB]|0?9[012345]|97[1234678]|98[678]|99[0135]|[0-9]{7}[a-zA-Z])$"),
  typeCfa: values("string", Object.keys(TYPES_CFA)),
  statut: values("integer", [0, 2, 3]),
};

/** Fields whose document says something else than their kind does. */
const EXCEPTIONS: Readonly<Record<string, FieldShape>> = {
  date_metier_mise_a_jour_statut: { type: "string", format: "YYYY-MM-DDT00:00:00Z" },
};

/** Our list of fields, as the TBA's document should write it. */
export const EXPECTED_FIELDS: ReadonlyMap<string, FieldShape> = new Map(
  TRANSMITTED_CHAMPS.map(({ key, type, required }) => [
    key,
    { ...(EXCEPTIONS[key] ?? SHAPES[type]), ...(required ? { required } : {}) },
  ]),
);
