import { sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import { announceJobs } from "@/db/announcements";
import type { Database, Db } from "@/db/database";
import { findDead } from "@/db/liveness-lock";
import { LOCKS } from "@/db/locks";
import { logger } from "@/lib/logger";
import type { Outbox } from "@/lib/services/emails/outbox";
import { requestJob } from "@/lib/services/imports/queue/request-job";
import { inTransaction } from "@/lib/services/queue/boss-calls";
import {
  type LostImport,
  type LostRun,
  listLostImports,
  listLostRapprochements,
  listLostRuns,
  releaseLostDeliveries,
} from "@/lib/services/transmissions/queue/lost-jobs-sql";
import { type JobData, MANUAL_PRIORITY, TRANSMISSION_QUEUE } from "@/lib/services/transmissions/queue/queue";
import { closeRun } from "./run/ledger-close";
import { INTERRUPTED } from "./run/ledger-open";
import { finishRun } from "./run/run";

/** `me`: this process's number (db/liveness-lock.ts). */
export type LostJobTools = { database: Pick<Database, "db" | "source">; boss: PgBoss; outbox: Outbox; me: number };

/** Closes a run that nobody carries on; it is taken up at once where the queue would have, and told as over elsewhere. */
async function restoreRun(tx: Db, { boss, outbox }: LostJobTools, run: LostRun): Promise<void> {
  if (!run.resumes) {
    await finishRun({ db: tx, outbox }, run.id, INTERRUPTED, true);
    return;
  }
  const { etablissementId, trigger, by, nightId } = run;
  const data: JobData = { etablissementId, trigger, by, nightId, resume: true, deferrals: 0 };
  const priority = trigger === "manual" ? MANUAL_PRIORITY : 0;
  await closeRun(tx, run.id, INTERRUPTED);
  await boss.send(TRANSMISSION_QUEUE, data, { singletonKey: etablissementId, priority, ...inTransaction(tx) });
  await announceJobs(tx, TRANSMISSION_QUEUE);
}

/** Is nobody at work on it? What no process has signed is made at once, by whoever received it: only time tells. */
function isLeft({ state, ownerId, begun, silent }: LostImport, dead: ReadonlySet<number>): boolean {
  if (silent || state === "received") return true;
  return ownerId !== null && (!begun || dead.has(ownerId));
}

/**
 * Gives a job back to what is under way and has none, the queue having lost it: it would stay so for ever, and its établissement with it. What a
 * living process still works on is left alone. Any number of processes may do it. Answers how many.
 */
export function restoreLostJobs(tools: LostJobTools): Promise<number> {
  const { database, boss, me } = tools;
  return database.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.lostJobs})`);
    const [runs, imports] = [await listLostRuns(tx), await listLostImports(tx)];
    const owners = [...runs, ...imports].flatMap(({ ownerId }) => ownerId ?? []);
    const dead = new Set(await findDead({ db: tx, source: database.source }, owners, me));
    const leftRuns = runs.filter(({ ownerId, silent }) => silent || (ownerId !== null && dead.has(ownerId)));
    const leftImports = imports.filter((found) => isLeft(found, dead));
    const rapprochements = await listLostRapprochements(tx);
    for (const run of leftRuns) await restoreRun(tx, tools, run);
    for (const { id: importId, etablissementId, state } of leftImports) {
      await requestJob(tx, boss, { kind: state === "applying" ? "apply" : "read", importId, etablissementId });
    }
    for (const { id: rapprochementId, etablissementId } of rapprochements) {
      await requestJob(tx, boss, { kind: "reconcile", rapprochementId, etablissementId });
    }
    const deliveries = await releaseLostDeliveries(tx);
    const counts = { transmissions: leftRuns.length, imports: leftImports.length, deliveries };
    const total = counts.transmissions + counts.imports + rapprochements.length + deliveries;
    if (total > 0)
      logger.warn({ ...counts, rapprochements: rapprochements.length }, "travaux perdus par la file, repris");
    return total;
  });
}
