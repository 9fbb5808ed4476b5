import { listUrl } from "@/components/data-table/list-url";
import type { RapportSearches } from "@/lib/services/rapport/rapport.types";

/** The page of a cause, within the filters of the report. `choice`: another field or another way to give values. */
export function causeLink(
  uai: string,
  key: string,
  searches: RapportSearches,
  choice: Readonly<Record<string, string>> = {},
): string {
  return listUrl(`/${uai}/deblocage/${key}`, searches, choice);
}
