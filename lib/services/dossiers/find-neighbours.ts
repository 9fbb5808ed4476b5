import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import type { Day } from "@/lib/domain/day";
import { sortedBy } from "@/lib/services/rapport/filter";
import { freshSummary } from "@/lib/services/rapport/lines/fresh-summary";
import { lineConditions, linesOn } from "@/lib/services/rapport/lines/lines-sql";
import { orderBy } from "@/lib/services/rapport/lines/page-rows";
import type { RapportFilters } from "@/lib/services/rapport/rapport.types";
import type { Neighbours } from "./dossiers.types";

const RowSchema = z.object({
  previous: z.string().nullable(),
  next: z.string().nullable(),
  rank: z.number(),
  total: z.number(),
});

/**
 * The dossiers before and after one in the report as it is filtered and sorted. One that the filters no longer keep (just repaired, say)
 * keeps its place among them.
 */
export async function findNeighbours(
  db: Db,
  etablissementId: string,
  id: string,
  filters: RapportFilters,
  day: Day,
): Promise<Neighbours> {
  await freshSummary(db, etablissementId, day);
  const order = orderBy(sortedBy(filters.sort, linesOn(day)), filters, false);
  const kept = lineConditions(etablissementId, filters.searches, day);
  const [row] = await parsedRows(
    db,
    RowSchema,
    sql`select previous, next, rank::int, total::int from (
      select dossier_id as id, lag(dossier_id) over w as previous, lead(dossier_id) over w as next,
        row_number() over w as rank, count(*) over () as total
      from rapport_lines where dossier_id = ${id}::uuid or (${kept})
      window w as (order by ${order})
    ) as list where id = ${id}::uuid`,
  );
  return row ?? { previous: null, next: null, rank: 0, total: 0 };
}
