import { sql } from "drizzle-orm";
import { type Db, preparedRows, rows } from "@/db/database";
import { ADDRESS, at, countOneMore, MAX_PER_ADDRESS, untilNextWindow } from "@/lib/services/tba-limits/windows";
import type { TransmissionAnswer } from "@/lib/tba/client";

/** Under the TBA's own limit (api-v3.md): 3,000 calls a minute for an organisme. */
const MAX_PER_ORGANISME = 2700;
/** Worth a write only once the count has grown. */
const COUNT_TO_RESET = 20;

/** Failures in a row, whoever called, after which the TBA is down for all. */
const MAX_FAILURES = 10;
const MIN_OPEN_MS = 15_000;
const MAX_OPEN_MS = 5 * 60_000;
/** The one that tries after a closing has so long to come back with an answer. */
const HALF_OPEN_MS = 60_000;

/**
 * `waitMs` 0: call now. Otherwise wait so long, then ask again; `outage` when it is because the TBA is down for all.
 * `toReset`: an answer to this call will have counts to set back (reportResult).
 */
export type Permit = { waitMs: number; outage: boolean; toReset: boolean };

type Counter = { name: string; count: number; windowStart: string | Date | null; openUntil: string | Date | null };

/** Counts a call for the address and the organisme, unless the TBA is down for all; answers the counters. */
function countCall(db: Db, etablissementId: string, now: number): Promise<Counter[]> {
  return preparedRows<Counter>(
    db,
    sql`with tba as (
        select name, count, open_until, set_config('synchronous_commit', 'off', true) from rate_limits where name = 'tba' and count > 0
      ), taken as (
        insert into rate_limits as d (name, window_start, count)
        select v.name, ${at(now)}, 1 from (values ('address'), (${`organisme:${etablissementId}`})) as v(name)
        where not exists (select 1 from tba where open_until is not null)
        ${countOneMore(now)}
        returning name, count, window_start
      )
      select name, count, null::timestamptz as "windowStart", open_until as "openUntil" from tba
      union all select name, count, window_start, null::timestamptz from taken`,
  );
}

/** The circuit breaker is open: is it for this caller to try? Only one does. Answers how long to wait otherwise. */
async function tryHalfOpen(db: Db, openUntil: Date, now: number): Promise<number> {
  const remaining = openUntil.getTime() - now;
  if (remaining > 0) return remaining;
  const attempts = await rows(
    db,
    sql`update rate_limits set open_until = ${at(now + HALF_OPEN_MS)}
      where name = 'tba' and open_until <= ${at(now)} returning name`,
  );
  return attempts.length > 0 ? 0 : HALF_OPEN_MS;
}

/** May an établissement call the TBA now? Counts the call when it may. Shared by all the processes. */
export async function acquire(db: Db, etablissementId: string, instant: Date): Promise<Permit> {
  const now = instant.getTime();
  const counters = await countCall(db, etablissementId, now);
  const tba = counters.find(({ name }) => name === "tba");
  if (tba?.openUntil) {
    const waitMs = await tryHalfOpen(db, new Date(tba.openUntil), now);
    return { waitMs, outage: waitMs > 0, toReset: true };
  }
  let waitMs = 0;
  let toReset = tba !== undefined;
  for (const { name, count, windowStart } of counters) {
    if (windowStart === null) continue;
    const address = name === ADDRESS;
    if (count > (address ? MAX_PER_ADDRESS : MAX_PER_ORGANISME))
      waitMs = Math.max(waitMs, untilNextWindow(windowStart, now));
    if (address && count > COUNT_TO_RESET) toReset = true;
  }
  return { waitMs, outage: false, toReset };
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
  const [count] = await rows<{ count: number }>(
    db,
    sql`insert into rate_limits as d (name, window_start, count) values ('tba', ${at(instant.getTime())}, 1)
      on conflict (name) do update set count = d.count + 1 returning count`,
  );
  const excess = (count?.count ?? 0) - MAX_FAILURES;
  if (excess < 0) return;
  const ms = Math.min(MIN_OPEN_MS * 2 ** excess, MAX_OPEN_MS) * (0.75 + random / 2);
  await db.execute(sql`update rate_limits set open_until = ${at(instant.getTime() + ms)} where name = 'tba'`);
}
