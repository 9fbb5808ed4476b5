import type { ListParams } from "@/components/data-table/column.types";
import type { RapportFilters } from "@/lib/services/rapport/rapport.types";

/** The report's filters as its URL writes them: a parameter for each value searched, plus tri, sens and page when they are not the usual ones. */
export function rapportParams({ searches, sort, direction, page }: RapportFilters): ListParams {
  return {
    ...searches,
    ...(sort === "numero" && direction === "asc" ? {} : { tri: sort, sens: direction }),
    ...(page > 1 ? { page: String(page) } : {}),
  };
}
