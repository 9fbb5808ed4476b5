import { listUrl } from "@/components/data-table/list-url";
import type { RapportFilters } from "@/lib/services/rapport/rapport.types";

/** The searches of the report that keep dossiers, as its address writes them: without the sort nor the page. */
export function searchesToParams(searches: RapportFilters["searches"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(searches).flatMap(([column, searched]) => (searched?.trim() ? [[column, searched]] : [])),
  );
}

/** The page of a cause, within the filters of the report. `choice`: another field or another way to give values. */
export function causeLink(
  uai: string,
  key: string,
  searches: RapportFilters["searches"],
  choice: Readonly<Record<string, string>> = {},
): string {
  return listUrl(`/${uai}/deblocage/${key}`, searchesToParams(searches), choice);
}
