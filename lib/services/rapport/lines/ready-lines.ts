import type { Db } from "@/db/database";
import type { Day } from "@/lib/domain/day";
import type { RapportSummary } from "@/lib/domain/rapport-summary.types";
import { isFiltered } from "@/lib/services/rapport/filter";
import type { RapportFilters } from "@/lib/services/rapport/rapport.types";
import { findHeldLines } from "./held/find-held-lines";
import type { HeldLines } from "./held/held-lines";
import { PER_PAGE } from "./page-rows";

/** Lines that may be read: renewed for `day`, `summary` being their figures, and held in memory or not. */
export type ReadyLines = { summary: RapportSummary; day: Day; held: HeldLines | null };

/** So many pages from either end of the list, in the order of the numbers, an index answers at once. */
const NEAR_PAGES = 10;

const isNearAnEnd = (page: number, total: number) =>
  page <= NEAR_PAGES || page > Math.ceil(total / PER_PAGE) - NEAR_PAGES;

/** Makes ready the lines that were found fresh, for what the report is asked: from memory where the database would read them all. */
export async function readyLines(
  db: Db,
  etablissementId: string,
  { searches, sort, page }: Pick<RapportFilters, "searches" | "sort" | "page">,
  summary: RapportSummary,
  day: Day,
): Promise<ReadyLines> {
  const atOnce = !isFiltered(searches) && sort === "numero" && isNearAnEnd(page, summary.total);
  return { summary, day, held: atOnce ? null : await findHeldLines(db, etablissementId, summary, day) };
}
