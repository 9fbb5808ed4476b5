import { z } from "zod";
import { ETATS } from "@/lib/domain/etat";
import { ServiceError } from "@/lib/errors";
import type { Entered, OpenJeton } from "@/lib/services/jetons/open-jeton";

const instant = z.iso
  .datetime({ offset: true, error: "Donnez un instant ISO 8601 avec son fuseau, comme 2026-09-01T00:00:00Z." })
  .transform((text) => new Date(text));

const uai = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^\d{7}[A-Z]$/, "Un UAI compte 7 chiffres et 1 lettre.");

const named = uai.optional().describe("L'UAI d'un seul des établissements que le jeton ouvre.");

/** What may be asked of the list of dossiers, as the address says it. */
export const listQuery = z.object({
  etat: z
    .enum(ETATS, `etat : l'un de ${ETATS.join(", ")}.`)
    .optional()
    .describe("Seulement les dossiers dans cet état."),
  modifie_depuis: instant
    .optional()
    .describe("Seulement les dossiers changés, ou auxquels le TBA a répondu, depuis cet instant."),
  etablissement: named,
  curseur: z
    .uuid("curseur : reprenez la valeur de « suivant ».")
    .optional()
    .describe("La valeur de « suivant » de la page d'avant."),
  limite: z.coerce
    .number("limite : un nombre de 1 à 500.")
    .int()
    .min(1)
    .max(500, "limite : 500 au plus.")
    .default(100)
    .describe("Combien de dossiers par page."),
});
export type ListQuery = z.output<typeof listQuery>;

/** Of one apprentice. */
export const oneQuery = z.object({
  annee_scolaire: z.string().max(20).optional().describe("Une seule année, comme 2026-2027."),
  etablissement: named,
});

/** Of the corrections. */
export const correctionsQuery = z.object({
  depuis: instant.optional().describe("Seulement les dossiers corrigés depuis cet instant."),
  etablissement: named,
});

/** Reads the parameters of an address. Throws INVALID_INPUT with one sentence. */
export function parseQuery<T>(schema: z.ZodType<T>, params: URLSearchParams): T {
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
