import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import type { Day } from "@/lib/domain/day";
import type { RapportSummary } from "@/lib/domain/rapport-summary.types";
import { RULES } from "./lines-sql";
import { renewLines } from "./renew-lines";

/** What to read of the figures, and as what. Made once: zod compiles a schema when it is first used. */
type Wanted<T> = { column: SQL; row: z.ZodType<{ fresh: boolean; wanted: T }> };
const wantedAs = <T>(column: SQL, schema: z.ZodType<T>): Wanted<T> => ({
  column,
  row: z.object({ fresh: z.boolean(), wanted: schema }),
});
const SUMMARY = wantedAs(sql`s.summary`, z.custom<RapportSummary>());
const TO_WATCH = wantedAs(sql`(s.summary ->> 'toWatch')::int`, z.number());

async function find<T>(db: Db, etablissementId: string, day: Day, { column, row }: Wanted<T>) {
  const [found] = await parsedRows(
    db,
    row,
    sql`select ${column} as wanted, s.day = ${day} and s.rules = ${RULES} and not exists (
        select 1 from rapport_changes c where c.etablissement_id = s.etablissement_id) as fresh
      from rapport_summaries s where s.etablissement_id = ${etablissementId}::uuid and s.summary is not null`,
  );
  return found ?? null;
}

async function findFresh<T>(db: Db, etablissementId: string, day: Day, wanted: Wanted<T>): Promise<T> {
  const found = await find(db, etablissementId, day, wanted);
  if (found?.fresh) return found.wanted;
  await renewLines(db, etablissementId, day);
  const renewed = await find(db, etablissementId, day, wanted);
  if (renewed === null) throw new Error("Les lignes du rapport n'ont pas été faites.");
  return renewed.wanted;
}

/** The figures of an établissement on a day when nothing is to renew before its lines may be read; null otherwise. Reads, and writes nothing. */
export async function findSummary(db: Db, etablissementId: string, day: Day): Promise<RapportSummary | null> {
  const found = await find(db, etablissementId, day, SUMMARY);
  return found?.fresh ? found.wanted : null;
}

/**
 * The figures of an établissement on a day, after which its lines may be read: both say all that was committed before the call. A reading
 * that finds a mark of something written, or another day, renews them first.
 */
export const freshSummary = (db: Db, etablissementId: string, day: Day): Promise<RapportSummary> =>
  findFresh(db, etablissementId, day, SUMMARY);

/** Of the same figures, the one that the menu says on each page. */
export const freshToWatch = (db: Db, etablissementId: string, day: Day): Promise<number> =>
  findFresh(db, etablissementId, day, TO_WATCH);
