import { desc, lte } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import type { Db } from "@/db/database";
import { nights } from "@/db/schema/transmissions";
import { ring, SAME_NIGHT_MS } from "@/lib/night/ring";

/** Later than this, the next night is nearer. */
const MAX_LATE_MS = 12 * 3_600_000;

/**
 * Rings the night whose hour passed while no server was there to ring, or while the database did not answer: a machine that restarts at the
 * wrong minute must not cost a day. One that began shortly before, rung from outside or for another hour, is that night. Never the first
 * night of all: a site that was just set up has missed none. True when it rang.
 */
export async function ringMissed(
  db: Db,
  boss: PgBoss,
  { key, planned }: { key: string; planned: Date },
  now: Date,
): Promise<boolean> {
  if (now.getTime() - planned.getTime() > MAX_LATE_MS) return false;
  // Not one of a day to come, which a clock that has been set back since rang.
  const [last] = await db
    .select({ startedAt: nights.startedAt })
    .from(nights)
    .where(lte(nights.startedAt, now))
    .orderBy(desc(nights.startedAt))
    .limit(1);
  if (last === undefined || last.startedAt.getTime() > planned.getTime() - SAME_NIGHT_MS) return false;
  return (await ring(db, boss, key, now)).isNew;
}
