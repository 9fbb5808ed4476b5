import { z } from "zod";
import { ETATS } from "@/lib/domain/etat";
import { storableText } from "@/lib/domain/storable-json";
import { ServiceError } from "@/lib/errors";
import type { Entered, OpenJeton } from "@/lib/services/jetons/open-jeton";

const INSTANT = "Donnez un instant ISO 8601 avec son fuseau, comme 2026-09-01T00:00:00Z.";

/** An instant in a year that the base can hold: neither the year 0, nor, once the offset is taken off, the year 10000. */
const instant = z.iso
  .datetime({ offset: true, error: INSTANT })
  .transform((text) => new Date(text))
  .refine((at) => at.getUTCFullYear() >= 1 && at.getUTCFullYear() <= 9999, INSTANT);

/** A change is dated when its work begins, and read when it is over: a file of a hundred thousand rows takes a minute. */
const MARGIN =
  "Donnez celui de votre lecture d'avant, moins un quart d'heure : ce qui finit après elle peut porter l'heure où il a commencé.";

const uai = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^\d{7}[A-Z]$/, "Un UAI compte 7 chiffres et 1 lettre.");

const named = uai.optional().describe("L'UAI d'un seul des établissements que le jeton ouvre.");

const pageSize = (normal: number, max: number) =>
  z.coerce
    .number(`limite : un nombre de 1 à ${max}.`)
    .int()
    .min(1)
    .max(max, `limite : ${max} au plus.`)
    .default(normal)
    .describe("Combien de dossiers par page.");

const MAX_CORRECTIONS = 2000;
const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Where a page of corrections ends: many dossiers may be corrected at one instant, which alone does not say where to go on. */
export type CorrectionsCursor = { at: Date; id: string };

/** The cursor as an answer says it. */
export const correctionsCursor = ({ at, id }: CorrectionsCursor): string => `${at.toISOString()}_${id}`;

function parseCursor(text: string): CorrectionsCursor | null {
  const [, at = "", id = ""] = CURSOR.exec(text) ?? [];
  return instant.safeParse(at).success ? { at: new Date(at), id } : null;
}

/** What may be asked of the list of dossiers, as the address says it. */
export const listQuery = z.object({
  etat: z
    .enum(ETATS, `etat : l'un de ${ETATS.join(", ")}.`)
    .optional()
    .describe("Seulement les dossiers dans cet état."),
  modifie_depuis: instant
    .optional()
    .describe(
      `Seulement les dossiers dont quelque chose a changé depuis cet instant : leurs valeurs, leurs anomalies, ou ce que le TBA en a répondu. ${MARGIN}`,
    ),
  etablissement: named,
  curseur: z
    .uuid("curseur : reprenez la valeur de « suivant ».")
    .optional()
    .describe("La valeur de « suivant » de la page d'avant."),
  limite: pageSize(100, 500),
});
export type ListQuery = z.output<typeof listQuery>;

/** Of one apprentice. */
export const oneQuery = z.object({
  annee_scolaire: z
    .string()
    .max(20, "annee_scolaire : 20 caractères au plus.")
    .transform(storableText)
    .optional()
    .describe("Une seule année, comme 2026-2027."),
  etablissement: named,
});

/** Of the corrections. */
export const correctionsQuery = z.object({
  depuis: instant.optional().describe(`Seulement les dossiers corrigés depuis cet instant. ${MARGIN}`),
  etablissement: named,
  curseur: z
    .string()
    .transform(parseCursor)
    .refine((cursor) => cursor !== null, "curseur : reprenez la valeur de « suivant ».")
    .optional()
    .describe("La valeur de « suivant » de la page d'avant."),
  limite: pageSize(MAX_CORRECTIONS, MAX_CORRECTIONS),
});
export type CorrectionsQuery = z.output<typeof correctionsQuery>;

/** Reads the parameters of an address. Throws INVALID_INPUT with one sentence. */
export function parseQuery<S extends z.ZodObject>(schema: S, params: URLSearchParams): z.output<S> {
  // Only one would be looked at, and its caller would believe in both.
  const twice = Object.keys(schema.shape).find((name) => params.getAll(name).length > 1);
  if (twice !== undefined) throw new ServiceError("INVALID_INPUT", `${twice} : donnez-le une seule fois.`);
  const parsed = schema.safeParse(Object.fromEntries(params));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ServiceError("INVALID_INPUT", issue?.message ?? "Ces paramètres n'ont pas été compris.");
  }
  return parsed.data;
}

/** Where a question goes: all that the jeton enters, or the one that is named. Throws NOT_FOUND for one that it does not enter. */
export function reachOf({ etablissements }: OpenJeton, named: string | undefined): readonly Entered[] {
  if (named === undefined) return etablissements;
  const found = etablissements.filter(({ uai }) => uai === named);
  if (found.length === 0) throw new ServiceError("NOT_FOUND", "Ce jeton n'ouvre pas cet établissement.");
  return found;
}
