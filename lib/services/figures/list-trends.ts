import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { addDays, type Day, dayToNumber } from "@/lib/domain/day";
import { RUN_STATUSES } from "@/lib/domain/enumerations";
import type { TrendDay } from "./trend.types";

const RowSchema = z.object({
  id: z.string(),
  day: z.string(),
  status: z.enum(RUN_STATUSES).nullable(),
  valides: z.number().nullable(),
  invalides: z.number().nullable(),
  refused: z.number().nullable(),
  seen: z.number().nullable(),
  imports: z.number(),
  corrections: z.number(),
});
type Row = z.infer<typeof RowSchema>;

const PARIS = sql`at time zone 'Europe/Paris'`;
const emptyDays = (from: Day, until: Day): TrendDay[] =>
  Array.from({ length: dayToNumber(until) - dayToNumber(from) + 1 }, (_, rank) => ({
    ...{ day: addDays(from, rank), night: null, imports: 0, corrections: 0 },
  }));

function put(days: TrendDay[], { day, status, valides, invalides, refused, seen, imports, corrections }: Row): void {
  const found = days.find((one) => one.day === day);
  if (found === undefined) return;
  found.imports += imports;
  found.corrections += corrections;
  if (status === null) return;
  found.night = { status, valides: valides ?? 0, invalides: invalides ?? 0, refused: refused ?? 0, seen };
}

/**
 * Night by night, from a day of Paris to another, both included: the établissements that the condition on `e.id` keeps, by id. One that
 * had no night and no act is not among them.
 */
export async function listTrends(db: Db, which: SQL, from: Day, until: Day): Promise<Map<string, TrendDay[]>> {
  const [since, before] = [sql`${from}::date::timestamp ${PARIS}`, sql`(${until}::date + 1)::timestamp ${PARIS}`];
  const found = await parsedRows(
    db,
    RowSchema,
    sql`select e.id, t.day::text as day, t.status, t.valides, t.invalides, t.refused, t.seen, t.imports::int as imports, t.corrections::int as corrections
      from etablissements e join (
        select etablissement_id, day, status, valides, invalides, refused, seen, 0 as imports, 0 as corrections
        from night_figures where day between ${from}::date and ${until}::date
        union all
        select etablissement_id, (at ${PARIS})::date, null, null, null, null, null, count(*), 0
        from imports where state = 'applied' and at >= ${since} and at < ${before} group by 1, 2
        union all
        select etablissement_id, (at ${PARIS})::date, null, null, null, null, null, 0, count(*)
        from change_sets where undone_at is null and at >= ${since} and at < ${before} group by 1, 2
      ) t on t.etablissement_id = e.id where ${which}`,
  );
  const trends = new Map<string, TrendDay[]>();
  for (const row of found) {
    const days = trends.get(row.id) ?? emptyDays(from, until);
    put(days, row);
    trends.set(row.id, days);
  }
  return trends;
}
