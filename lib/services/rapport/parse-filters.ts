import { z } from "zod";
import { ETATS, NOT_SEEN, NOT_SHOWN, SEEN } from "@/lib/domain/etat";
import { positiveParam, type SearchParams, textParam, textsParam } from "@/lib/domain/search-params";
import { isStatutTba } from "@/lib/domain/statut";
import { MAX_CHOICES, RAPPORT_COLUMNS, type RAPPORT_SEARCHES, type RapportFilters, SOON_PREFIX } from "./rapport.types";

const MAX_LENGTH = 100;

const known = new Set<string>([...ETATS, NOT_SHOWN, SEEN, NOT_SEEN]);
const one = textsParam(MAX_LENGTH, 1);

const searches = z.object({
  numero: one,
  formation: textsParam(MAX_LENGTH, MAX_CHOICES),
  apprenant: one,
  statut: one.transform((asked) => asked.filter((value) => isStatutTba(value.replace(SOON_PREFIX, "")))),
  employeur: one,
  debut: one,
  fin: one,
  etat: textsParam(MAX_LENGTH, MAX_CHOICES).transform((asked) => asked.filter((value) => known.has(value))),
  annee: one,
} satisfies Record<(typeof RAPPORT_SEARCHES)[number], z.ZodType>);
const order = z.object({
  tri: textParam(MAX_LENGTH).pipe(z.enum(RAPPORT_COLUMNS)).catch("numero"),
  sens: textParam(MAX_LENGTH)
    .pipe(z.enum(["asc", "desc"]))
    .catch("asc"),
  page: positiveParam,
});

/** What the URL asks for; what it should not ask is ignored. */
export function parseFilters(params: SearchParams): RapportFilters {
  const { tri, sens, page } = order.parse(params);
  const asked = Object.entries(searches.parse(params)).filter(([, values]) => values.length > 0);
  return { searches: Object.fromEntries(asked), sort: tri, direction: sens, page: page ?? 1 };
}
