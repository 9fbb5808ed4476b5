import type { PgBoss } from "pg-boss";
import type { Database } from "@/db/database";
import { findDead } from "@/db/liveness-lock";
import { IMPORT_QUEUE } from "@/lib/services/imports/queue/import-queue";
import {
  listImportJobsWithOwner,
  listJobsUnderWay,
  listJobsWithRun,
} from "@/lib/services/transmissions/queue/jobs-sql";
import { TRANSMISSION_QUEUE } from "@/lib/services/transmissions/queue/queue";

/**
 * Gives back to the queue, at once, the jobs whose process is dead. Those of a process that died before it opened its run, or
 * that the network cut off, come back after twenty seconds of silence (queue.ts).
 */
export async function releaseOrphans(database: Database, boss: PgBoss, me: number): Promise<number> {
  const underWay = await listJobsWithRun(database.db);
  const ownerIds = underWay.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId]));
  const gone = new Set(await findDead(database, ownerIds, me));
  const orphaned = underWay.filter(({ ownerId }) => ownerId !== null && gone.has(ownerId));
  for (const { id, retryCount } of orphaned) await boss.fail(TRANSMISSION_QUEUE, { id, retryCount });
  return orphaned.length;
}

/** The same for imports: those that a dead process had taken up. */
export async function releaseOrphanedImports(database: Database, boss: PgBoss, me: number): Promise<number> {
  const underWay = await listImportJobsWithOwner(database.db);
  const ownerIds = underWay.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId]));
  const gone = new Set(await findDead(database, ownerIds, me));
  const orphaned = underWay.filter(({ ownerId }) => ownerId !== null && gone.has(ownerId));
  for (const { id, retryCount } of orphaned) await boss.fail(IMPORT_QUEUE, { id, retryCount });
  return orphaned.length;
}

/** On the embedded database, which belongs to one process: when it opens, whatever was active died with the one before. */
export async function releaseAll({ db }: Database, boss: PgBoss): Promise<void> {
  for (const queue of [TRANSMISSION_QUEUE, IMPORT_QUEUE]) {
    for (const job of await listJobsUnderWay(db, queue)) await boss.fail(queue, job);
  }
}
