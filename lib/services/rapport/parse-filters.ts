import { z } from "zod";
import { positiveParam, type SearchParams, textParam } from "@/lib/domain/search-params";
import { RAPPORT_COLUMNS, type RapportFilters } from "./rapport.types";

const MAX_LENGTH = 100;

const searches = z.object(
  Object.fromEntries(RAPPORT_COLUMNS.map((column) => [column, textParam(MAX_LENGTH)])) as Record<
    (typeof RAPPORT_COLUMNS)[number],
    ReturnType<typeof textParam>
  >,
);
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
  const asked = Object.entries(searches.parse(params)).filter(([, searched]) => searched !== "");
  return { searches: Object.fromEntries(asked), sort: tri, direction: sens, page: page ?? 1 };
}
