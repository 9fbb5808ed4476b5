import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, preparedRows } from "@/db/database";
import { ADDRESS, at, countOneMore, MAX_PER_ADDRESS, untilNextWindow } from "@/lib/services/tba-limits/windows";
import { COUNT_TO_RESET, tryHalfOpen } from "./circuit-breaker";

/** Under the TBA's own limit (api-v3.md): 3,000 calls a minute for an organisme. */
const MAX_PER_ORGANISME = 2700;

/**
 * `waitMs` 0: call now. Otherwise wait so long, then ask again; `outage` when it is because the TBA is down for all.
 * `toReset`: an answer to this call will have counts to set back (reportResult).
 */
export type Permit = { waitMs: number; outage: boolean; toReset: boolean };

const CounterSchema = z.object({
  name: z.string(),
  count: z.number(),
  windowStart: z.coerce.date().nullable(),
  openUntil: z.coerce.date().nullable(),
});
type Counter = z.infer<typeof CounterSchema>;

/** Counts a call for the address and the organisme, unless the TBA is down for all; answers the counters. */
function countCall(db: Db, etablissementId: string, now: number): Promise<Counter[]> {
  return preparedRows(
    db,
    CounterSchema,
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

/** May an établissement call the TBA now? Counts the call when it may. Shared by all the processes. */
export async function acquire(db: Db, etablissementId: string, instant: Date): Promise<Permit> {
  const now = instant.getTime();
  const counters = await countCall(db, etablissementId, now);
  const tba = counters.find(({ name }) => name === "tba");
  if (tba?.openUntil) {
    const waitMs = await tryHalfOpen(db, tba.openUntil, now);
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
