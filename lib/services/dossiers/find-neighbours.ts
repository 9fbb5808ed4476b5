import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import type { Day } from "@/lib/domain/day";
import { conditions, order } from "@/lib/services/rapport/filter";
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
  const sort = sql.join(order(filters, day), sql`, `);
  const kept = conditions(etablissementId, filters.searches, day);
  const [row] = await parsedRows(
    db,
    RowSchema,
    sql`select previous, next, rank::int, total::int from (
      select ${dossiers.id} as id, lag(${dossiers.id}) over w as previous, lead(${dossiers.id}) over w as next,
        row_number() over w as rank, count(*) over () as total
      from ${dossiers} where ${dossiers.id} = ${id}::uuid or (${kept})
      window w as (order by ${sort})
    ) as list where id = ${id}::uuid`,
  );
  return row ?? { previous: null, next: null, rank: 0, total: 0 };
}
