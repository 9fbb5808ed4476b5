import { between, desc, eq, sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import { announceJobs } from "@/db/announcements";
import type { Db } from "@/db/database";
import { LOCKS } from "@/db/locks";
import { nights } from "@/db/schema/transmissions";
import { nightEligible } from "@/lib/services/etablissements/night-eligible";
import { inTransaction } from "@/lib/services/queue/boss-calls";
import { bringForward, countJobsOfNight } from "@/lib/services/transmissions/queue/jobs-sql";
import { type JobData, TRANSMISSION_QUEUE } from "@/lib/services/transmissions/queue/queue";

/** `isNew` false: the night was already rung, and this ring adds nothing to it. */
export type Ring = { nightId: string; isNew: boolean };

/** Two rings further apart are two nights, whatever the first one left: who had theirs in it must have the next one too. */
export const SAME_NIGHT_MS = 12 * 3_600_000;

/**
 * The last night, when it began not long ago and the queue still has jobs of it that could run now. One of a day to come is not the last: a clock that
 * has been set back since rang it; two servers' clocks may differ by less.
 */
async function currentNight(tx: Db, now: Date): Promise<string | null> {
  const at = (ms: number) => new Date(now.getTime() + ms);
  const near = between(nights.startedAt, at(-SAME_NIGHT_MS), at(SAME_NIGHT_MS));
  const [last] = await tx.select().from(nights).where(near).orderBy(desc(nights.startedAt)).limit(1);
  if (last === undefined) return null;
  return (await countJobsOfNight(tx, last.id)) === 0 ? null : last.id;
}

async function openNight(tx: Db, key: string | null, now: Date): Promise<Ring> {
  const [opened] = await tx
    .insert(nights)
    .values({ key, startedAt: now })
    .onConflictDoNothing()
    .returning({ id: nights.id });
  if (opened !== undefined) return { nightId: opened.id, isNew: true };
  const [known] = await tx
    .select({ id: nights.id })
    .from(nights)
    .where(eq(nights.key, key ?? ""));
  if (known === undefined) throw new Error("La nuit n'a pas été ouverte.");
  return { nightId: known.id, isNew: false };
}

/** One job for each établissement with a key and its night on; one that waits already is brought forward. */
async function fillQueue(tx: Db, boss: PgBoss, nightId: string): Promise<number> {
  const ids = (await nightEligible(tx)).map(({ id }) => id);
  const request = { trigger: "clock", by: null, nightId, resume: false, deferrals: 0 } as const;
  await bringForward(tx, ids, { ...request, resume: true });
  const jobs = ids.map((etablissementId) => {
    const data: JobData = { ...request, etablissementId };
    return { data, singletonKey: etablissementId };
  });
  if (jobs.length > 0) await boss.insert(TRANSMISSION_QUEUE, jobs, inTransaction(tx));
  await announceJobs(tx, TRANSMISSION_QUEUE);
  await tx.update(nights).set({ etablissements: ids.length }).where(eq(nights.id, nightId));
  return ids.length;
}

/**
 * The clock rings: a night begins, with a job for each établissement. `key` names the planned hour («2026-11-25T02:00»), so that
 * two clocks make one night; without it (a ring from outside), a ring during a night joins that night.
 */
export async function ring(db: Db, boss: PgBoss, key: string | null, now: Date): Promise<Ring> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.ring})`);
    if (key === null) {
      const inProgress = await currentNight(tx, now);
      if (inProgress !== null) return { nightId: inProgress, isNew: false };
    }
    const ringing = await openNight(tx, key, now);
    if (ringing.isNew) await fillQueue(tx, boss, ringing.nightId);
    return ringing;
  });
}
