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

/** The jobs of each queue that a process took up. */
const TAKEN_UP = { [TRANSMISSION_QUEUE]: listJobsWithRun, [IMPORT_QUEUE]: listImportJobsWithOwner };

/**
 * Gives back to a queue, at once, the jobs whose process is dead. Those of a process that died before it took them up (a run that it had not opened yet), or
 * that the network cut off, come back after twenty seconds of silence (queue.ts).
 */
export async function releaseOrphans(
  database: Database,
  boss: PgBoss,
  queue: keyof typeof TAKEN_UP,
  me: number,
): Promise<void> {
  const underWay = await TAKEN_UP[queue](database.db);
  const ownerIds = underWay.flatMap(({ ownerId }) => ownerId ?? []);
  const dead = new Set(await findDead(database, ownerIds, me));
  for (const { id, retryCount, ownerId } of underWay) {
    if (ownerId !== null && dead.has(ownerId)) await boss.fail(queue, { id, retryCount });
  }
}

/** On the embedded database, which belongs to one process: when it opens, whatever was active died with the one before. */
export async function releaseAll({ db }: Database, boss: PgBoss): Promise<void> {
  for (const queue of [TRANSMISSION_QUEUE, IMPORT_QUEUE]) {
    for (const job of await listJobsUnderWay(db, queue)) await boss.fail(queue, job);
  }
}
