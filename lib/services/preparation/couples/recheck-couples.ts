import { setTimeout as pause } from "node:timers/promises";
import { asc, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { etablissements } from "@/db/schema/etablissements";
import { parisDay } from "@/lib/domain/paris-day";
import type { TbaClient } from "@/lib/tba/client";
import { checkCouplesSafely } from "./check-couples";
import { waitingTime } from "./pacer";

/** True for the first process that asks on a day: the others need not do the same. */
async function firstOfDay(db: Db, now: Date): Promise<boolean> {
  const name = `couples:${parisDay(now)}`;
  const taken = await parsedRows(
    db,
    z.object({ name: z.string() }),
    sql`insert into rate_limits (name, window_start, count) values (${name}, ${now.toISOString()}::timestamptz, 1)
      on conflict do nothing returning name`,
  );
  return taken.length > 0;
}

/**
 * Once a day, away from the night, which only reads and sends: asks the TBA again about the couples that it was last asked about more
 * than a week ago, établissement after établissement, at the pace that the TBA allows. Stops when asked to; what is left comes the next day.
 */
export async function recheckCouples(
  db: Db,
  now: Date,
  tba: Pick<TbaClient, "findOrganisme">,
  stopSignal: AbortSignal,
): Promise<void> {
  if (!(await firstOfDay(db, now))) return;
  const all = await db.select({ id: etablissements.id }).from(etablissements).orderBy(asc(sql`random()`));
  for (const { id } of all) {
    await pause(await waitingTime(db), undefined, { signal: stopSignal }).catch(() => {});
    if (stopSignal.aborted) return;
    await checkCouplesSafely({ db, now }, id, tba);
  }
}
