import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import {
  ADDRESS,
  at,
  countOneMore,
  isPaused,
  MAX_PER_ADDRESS,
  untilNextWindow,
  untilPauseEnds,
  WINDOW_MS,
  windowOver,
} from "@/lib/services/tba-limits/windows";

/** A third of what the TBA allows: were two of our minutes to fall in one of its own, it would still be within 300. */
const MAX_PER_MINUTE = 100;
/** No couple is asked about once the address has so many calls: what is left is the night's. */
const MAX_OF_ADDRESS = MAX_PER_ADDRESS - MAX_PER_MINUTE;
/** The row of the couples: their calls in the minute, and until when the TBA is left alone. */
const COUPLES = "couples";
const PAUSE_MS = 60_000;

/** The TBA did not answer to someone, or the address has too many calls: no couple is asked about. */
const busy = (now: number): SQL => sql`(
  (d.name in ('tba', ${COUPLES}) and ${isPaused(now)})
  or (d.name = ${ADDRESS} and d.count >= ${MAX_OF_ADDRESS} and not ${windowOver(now)}))`;

/**
 * May the TBA be asked about one more couple now? Counts the call when it may, in the couples' row and in the address's.
 * One statement, and the same count for all the processes.
 */
export async function takeCall(db: Db): Promise<boolean> {
  const now = Date.now();
  const taken = await parsedRows(
    db,
    z.object({ name: z.string() }),
    sql`with couples as (
        insert into rate_limits as d (name, window_start, count)
        select ${COUPLES}, ${at(now)}, 1 where not exists (select 1 from rate_limits d where ${busy(now)})
        ${countOneMore(now)}
        where (${windowOver(now)} or d.count < ${MAX_PER_MINUTE}) and not ${isPaused(now)}
        returning name
      ), address as (
        insert into rate_limits as d (name, window_start, count)
        select ${ADDRESS}, ${at(now)}, 1 from couples
        ${countOneMore(now)}
      )
      select name from couples`,
  );
  return taken.length > 0;
}

/** Milliseconds until one more couple may be asked about, 0 when it may now. Counts nothing. */
export async function waitingTime(db: Db): Promise<number> {
  const now = Date.now();
  const found = await parsedRows(
    db,
    z.object({ full: z.boolean(), windowStart: z.coerce.date(), openUntil: z.coerce.date().nullable() }),
    sql`select not ${windowOver(now)} and ((d.name = ${COUPLES} and d.count >= ${MAX_PER_MINUTE})
        or (d.name = ${ADDRESS} and d.count >= ${MAX_OF_ADDRESS})) as full,
      d.window_start as "windowStart", d.open_until as "openUntil"
    from rate_limits d where d.name in ('tba', ${ADDRESS}, ${COUPLES})`,
  );
  const waits = found.map(({ full, windowStart, openUntil }) =>
    Math.max(full ? untilNextWindow(windowStart, now) : 0, openUntil === null ? 0 : untilPauseEnds(openUntil, now)),
  );
  return Math.max(0, ...waits);
}

/** The TBA did not answer: no process asks it about a couple for a minute. */
export async function pauseCouples(db: Db): Promise<void> {
  const now = Date.now();
  await db.execute(sql`insert into rate_limits as d (name, window_start, count, open_until)
    values (${COUPLES}, ${at(now - WINDOW_MS)}, 0, ${at(now + PAUSE_MS)})
    on conflict (name) do update set open_until = excluded.open_until`);
}
