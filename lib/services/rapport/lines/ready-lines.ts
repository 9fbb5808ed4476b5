import type { Db } from "@/db/database";
import type { Day } from "@/lib/domain/day";
import type { RapportSummary } from "@/lib/domain/rapport-summary.types";
import { isFiltered } from "@/lib/services/rapport/filter";
import type { RapportFilters } from "@/lib/services/rapport/rapport.types";
import { findHeldLines } from "./held/find-held-lines";
import { type KeptLines, keepLines } from "./held/keep-lines";
import { PER_PAGE } from "./page-rows";

/** Lines that may be read: renewed for `day`, `summary` being their figures. `held`: those that the searches keep, when they are in memory. */
export type ReadyLines = { summary: RapportSummary; day: Day; held: KeptLines | null };

type Asked = Pick<RapportFilters, "searches" | "sort" | "page">;

/** So many pages from either end of the list, in the order of the numbers, an index answers at once. */
const NEAR_PAGES = 10;

const isNearAnEnd = (page: number, total: number) =>
  page <= NEAR_PAGES || page > Math.ceil(total / PER_PAGE) - NEAR_PAGES;

/** What the database answers at once: the lines in the order of their numbers, near an end of the list. */
export const isAtOnce = ({ searches, sort, page }: Asked, total: number): boolean =>
  !isFiltered(searches) && sort === "numero" && isNearAnEnd(page, total);

/** Makes ready the lines that were found fresh, for what the report is asked: from memory where the database would read them all. */
export async function readyLines(
  db: Db,
  etablissementId: string,
  asked: Asked,
  summary: RapportSummary,
  day: Day,
): Promise<ReadyLines> {
  const lines = isAtOnce(asked, summary.total) ? null : await findHeldLines(db, etablissementId, summary, day);
  return { summary, day, held: lines && keepLines(lines, asked.searches) };
}
