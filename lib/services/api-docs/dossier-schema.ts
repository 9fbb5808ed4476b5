import { z } from "zod";
import { TRANSMITTED_CHAMPS } from "@/lib/domain/champs";
import type { Champ, ChampType } from "@/lib/domain/champs/definition";
import { SITUATIONS, TYPES_CFA } from "@/lib/domain/contrat/nomenclatures";

const text = (pattern?: RegExp) => (pattern === undefined ? z.string() : z.string().regex(pattern));
/** Numbers may come as texts, as the TBA allows. */
const number = z.union([z.number(), z.string()]);

/** How a value of each kind is best written; what else is forgiven, the answer says dossier by dossier (contrat/rules.ts judges). */
const KINDS: Readonly<Record<ChampType, z.ZodType>> = {
  nom: z.string().min(1),
  libelle: z.string().min(2),
  texte: text(),
  texteLibre: text(),
  identifiant: z.union([z.string(), z.number()]),
  ine: text(),
  date: text(/^\d{4}-\d{2}-\d{2}/),
  booleen: z.boolean(),
  anneeScolaire: text(/^\s*[12]\d{3}\s*[-/]\s*[12]\d{3}\s*$/),
  anneeFormation: number,
  duree: number,
  uai: text(/^\d{7}[A-Za-z]$/),
  siret: text(/^[\d\s.-]{14,}$/),
  siretTolere: text(),
  codePostal: number,
  codePostalTolere: number,
  communeInsee: z.union([z.string(), z.number()]),
  sexe: z.enum(["M", "F", "H"]),
  email: text(),
  emailStrict: text(),
  telephone: z.union([z.string(), z.number()]),
  rncp: z.union([z.string(), z.number()]),
  cfd: z.union([z.string(), z.number()]),
  situation: number,
  dernierOrganisme: z.union([z.string(), z.number()]),
  typeCfa: z.union([z.string(), z.number()]),
  statut: number,
};

const LISTS: Readonly<Partial<Record<ChampType, string>>> = {
  date: "Écrite aaaa-mm-jj.",
  anneeScolaire: "Comme 2026-2027.",
  uai: "7 chiffres et 1 lettre.",
  siret: "14 chiffres.",
  siretTolere: "14 chiffres ; sinon le TBA perd la valeur sans le dire.",
  situation: `Un code SIFA : ${[...SITUATIONS].join(", ")}.`,
  typeCfa: `Un code SIFA : ${Object.entries(TYPES_CFA)
    .map(([code, label]) => `${code} ${label}`)
    .join(" ; ")}.`,
};

function fieldSchema({ label, help, type, required }: Champ): z.ZodType {
  const said = LISTS[type] ?? "";
  // The help of our screens says how a person types a date.
  const description = [`${label}.`, help.replace("Au format jj/mm/aaaa.", "").trim(), said].filter(
    (part) => part !== "",
  );
  return (required ? KINDS[type] : KINDS[type].nullish()).describe(description.join(" "));
}

/** A dossier as a software sends it, made from THE list of fields. An unknown field is left out, as at the TBA. */
export const dossierSchema = z
  .looseObject(Object.fromEntries(TRANSMITTED_CHAMPS.map((champ) => [champ.key, fieldSchema(champ)])))
  .describe(
    "Un dossier, champ par champ, comme au TBA. Un champ inconnu est ignoré ; un champ absent ou null est une absence.",
  );
