import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { at, isPaused, untilPauseEnds } from "@/lib/services/tba-limits/windows";
import type { TransmissionAnswer } from "@/lib/tba/client";

/** Worth a write only once the count has grown. */
export const COUNT_TO_RESET = 20;

/** Failures in a row, whoever called, after which the TBA is down for all. */
const MAX_FAILURES = 10;
const MIN_OPEN_MS = 15_000;
const MAX_OPEN_MS = 5 * 60_000;
/** The one that tries after a closing has so long to come back with an answer. */
const HALF_OPEN_MS = 60_000;

/** The circuit breaker is open: is it for this caller to try? Only one does. Answers how long to wait otherwise. */
export async function tryHalfOpen(db: Db, openUntil: Date, now: number): Promise<number> {
  const remaining = untilPauseEnds(openUntil, now);
  if (remaining > 0) return remaining;
  const attempts = await parsedRows(
    db,
    z.object({ name: z.string() }),
    sql`update rate_limits as d set open_until = ${at(now + HALF_OPEN_MS)}
      where d.name = 'tba' and d.open_until is not null and not ${isPaused(now)} returning d.name`,
  );
  return attempts.length > 0 ? 0 : HALF_OPEN_MS;
}

/** What a call came to: an answer opens the way again; ten failures in a row open it, for longer each time. */
export async function reportResult(
  db: Db,
  kind: TransmissionAnswer["kind"],
  instant: Date,
  { random, toReset }: { random: number; toReset: boolean },
): Promise<void> {
  if (kind !== "unavailable") {
    const authenticated = kind !== "key-refused" && kind !== "too-many-requests";
    if (!toReset) return;
    await db.execute(sql`update rate_limits set count = 0, open_until = null
      where (name = 'tba' and count > 0) or (name = 'address' and count > ${COUNT_TO_RESET} and ${authenticated}::boolean)`);
    return;
  }
  const [count] = await parsedRows(
    db,
    z.object({ count: z.number() }),
    sql`insert into rate_limits as d (name, window_start, count) values ('tba', ${at(instant.getTime())}, 1)
      on conflict (name) do update set count = d.count + 1 returning count`,
  );
  const excess = (count?.count ?? 0) - MAX_FAILURES;
  if (excess < 0) return;
  const ms = Math.min(MIN_OPEN_MS * 2 ** excess, MAX_OPEN_MS) * (0.75 + random / 2);
  await db.execute(sql`update rate_limits set open_until = ${at(instant.getTime() + ms)} where name = 'tba'`);
}
