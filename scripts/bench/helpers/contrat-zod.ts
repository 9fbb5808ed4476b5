import { z } from "zod";
import { TRANSMITTED_CHAMPS } from "@/lib/domain/champs";
import type { ChampType } from "@/lib/domain/champs/definition";
import { SITUATIONS, TYPES_CFA } from "@/lib/domain/contrat/nomenclatures";

const text = (v: unknown) => (v ? String(v) : v);
const compact = (v: unknown) => (v ? String(v).replace(/[\s.-]+/g, "") : v);
const date = z.preprocess(
  (v) => (typeof v === "string" && /^\d{4}-\d{2}-\d{2}/.test(v) ? new Date(v.trim()) : v),
  z.date(),
);
const numberOrNothing = (min: number, max: number) =>
  z.preprocess((v) => {
    const n = v === null || v === undefined || v === "" ? Number.NaN : Number(v);
    return Number.isInteger(n) && n >= min && n <= max ? n : null;
  }, z.number().int().nullable());
const textOrNothing = (pattern: RegExp, before: (v: unknown) => string) =>
  z.preprocess((v) => {
    if (v === null || v === undefined || v === "") return null;
    const parsed = before(v);
    return pattern.test(parsed) ? parsed : null;
  }, z.string().nullable());
const codePostal = z.preprocess((v) => (v ? String(v).trim().padStart(5, "0") : v), z.string().regex(/^\d{5}$/));

type TelephoneJudge = (numero: string) => boolean;

/** One zod schema a kind of field, written the plain way. */
const schemas = (acceptsTelephone: TelephoneJudge): Record<ChampType, z.ZodType> => ({
  nom: z.string().trim().min(1).toUpperCase(),
  libelle: z.string().trim().min(2),
  texte: z.string().trim(),
  texteLibre: z.string(),
  identifiant: z.preprocess(text, z.string().trim()),
  ine: z.preprocess(text, z.string().trim().toUpperCase()),
  date,
  booleen: z.boolean(),
  anneeScolaire: z.preprocess(
    (v) => (v ? String(v).replace(/\//g, "-").replaceAll(" ", "") : v),
    z.string().refine((v) => {
      const m = /^([12]\d{3})-([12]\d{3})$/.exec(v);
      return m !== null && (m[1] === m[2] || Number(m[1]) + 1 === Number(m[2]));
    }),
  ),
  anneeFormation: z.preprocess((v) => (v ? Number(v) : v), z.number().int().min(0).max(5)),
  duree: numberOrNothing(1, 48),
  uai: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^\d{7}[A-Z]$/),
  siret: z.preprocess(compact, z.string().regex(/^\d{14}$/)),
  siretTolere: textOrNothing(/^\d{14}$/, (v) => String(v).replace(/[\s.-]+/g, "")),
  codePostal,
  codePostalTolere: textOrNothing(/^\d{5}$/, (v) => String(v).trim().padStart(5, "0")),
  communeInsee: z.preprocess(text, z.string().regex(/^(\d{2}|2A|2B)\d{3}$/)),
  sexe: z.preprocess((v) => String(v).trim().replace("H", "M").replace("1", "M").replace("2", "F"), z.enum(["M", "F"])),
  email: z.string().trim().regex(z.regexes.email),
  emailStrict: z.string().regex(z.regexes.email),
  telephone: z.coerce.string().refine(acceptsTelephone),
  rncp: z.preprocess(
    (v) => `RNCP${String(v).trim().toUpperCase().replace(/^RNCP/, "")}`,
    z.string().regex(/^RNCP\d{2,5}$/),
  ),
  cfd: z.coerce
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{8}$/),
  situation: z.preprocess(
    (v) => (typeof v === "string" ? Number.parseInt(v, 10) : v),
    z.number().refine((v) => SITUATIONS.has(v)),
  ),
  dernierOrganisme: z.coerce.string().regex(/^(\d{2,3}|2[AB]|[0-9]{7}[a-zA-Z])$/),
  typeCfa: z.preprocess((v) => String(v).padStart(2, "0"), z.enum(Object.keys(TYPES_CFA) as [string, ...string[]])),
  statut: z.preprocess(
    (v) => (typeof v === "string" ? Number.parseInt(v, 10) : v),
    z.union([z.literal(0), z.literal(2), z.literal(3)]),
  ),
});

/** The contract as a bare zod object, as the TBA itself writes it: what the heart is measured against. */
export function contratZod(acceptsTelephone: TelephoneJudge) {
  const byType = schemas(acceptsTelephone);
  return z.object(
    Object.fromEntries(
      TRANSMITTED_CHAMPS.map(({ key, type, required }) => [key, required ? byType[type] : byType[type].optional()]),
    ),
  );
}
