import type { RapportFilters } from "@/lib/services/rapport/rapport.types";

/** The report's filters as its URL writes them: one parameter a column, plus tri, sens and page when they are not the usual ones. */
export function rapportParams(filters: RapportFilters): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [column, search] of Object.entries(filters.searches)) {
    if (search !== undefined && search.trim() !== "") params[column] = search;
  }
  if (filters.sort !== "numero" || filters.direction !== "asc") {
    params.tri = filters.sort;
    params.sens = filters.direction;
  }
  if (filters.page > 1) params.page = String(filters.page);
  return params;
}

/** The page of the report of an établissement. */
export function rapportPath(uai: string): string {
  return `/${uai}/etablissement/tableau-de-bord-apprentissage`;
}
