import type { PgBoss } from "pg-boss";
import { onJobsAnnounced } from "@/db/announcements";
import { database } from "@/db/client";
import { acquireLivenessLock, type LivenessLock } from "@/db/liveness-lock";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { createSlots } from "@/lib/night/run/pace/retry";
import { processOutbox } from "@/lib/services/emails/outbox";
import { IMPORT_QUEUE, type ImportJobData } from "@/lib/services/imports/queue/import-queue";
import { preparedCalls } from "@/lib/services/queue/boss-calls";
import { type JobData, openQueue, TRANSMISSION_QUEUE } from "@/lib/services/transmissions/queue/queue";
import { tbaClient } from "@/lib/tba-process/tba-client";
import { restoreLostJobs } from "./lost-jobs";
import { releaseAll, releaseOrphans } from "./orphans";
import { processImport } from "./process-import";
import { processJob } from "./process-job";
import { startWorker, type Worker } from "./worker";

type Workers = { transmissions: Worker; imports: Worker; stopListening: () => Promise<void> };
type Opened = { boss: PgBoss; liveness: LivenessLock };

/** Kept on globalThis: Next loads this module once a bundle, and the process has one queue and one worker. */
const shared = globalThis as typeof globalThis & { passerelleQueue?: Promise<Opened>; passerelleWorkers?: Workers };

async function open(): Promise<Opened> {
  const opened = await database();
  const boss = await openQueue(opened);
  if (opened.source.engine === "pglite") await releaseAll(opened, boss);
  return { boss, liveness: await acquireLivenessLock(opened) };
}

/** The process's way to the job queue, opened at the first call. */
export async function queue(): Promise<PgBoss> {
  return (await openedQueue()).boss;
}

function openedQueue(): Promise<Opened> {
  shared.passerelleQueue ??= open().catch((error) => {
    // Not kept: the next one who asks tries again.
    delete shared.passerelleQueue;
    throw error;
  });
  return shared.passerelleQueue;
}

async function transmissionWorker(untilEmpty: boolean): Promise<Worker> {
  const { boss, liveness } = await openedQueue();
  const opened = await database();
  const { MAX_CONCURRENT_CALLS, DOSSIERS_PER_CALL } = env();
  const deps = {
    tba: tbaClient(),
    outbox: processOutbox(boss),
    slots: createSlots(MAX_CONCURRENT_CALLS),
    perCall: DOSSIERS_PER_CALL,
    ownerId: liveness.number,
  };
  return startWorker<JobData>({
    boss,
    queue: TRANSMISSION_QUEUE,
    calls: preparedCalls(opened.db),
    process: (job, stopSignal) => processJob({ db: opened.db, boss, deps: { ...deps, stopSignal } }, job),
    // While some calls are under way, the dossiers of other établissements are read and answers are stored.
    slots: Math.ceil(MAX_CONCURRENT_CALLS * 1.5),
    untilEmpty,
    release: () => releaseOrphans(opened, boss, TRANSMISSION_QUEUE, liveness.number),
  });
}

/** Files take memory and processor more than they wait: two at once. */
const IMPORTS_AT_ONCE = 2;

async function importWorker(untilEmpty: boolean): Promise<Worker> {
  const { boss, liveness } = await openedQueue();
  const opened = await database();
  const { IMPORT_MAX_MB, ENCRYPTION_KEYS: keys } = env();
  const tools = {
    db: opened.db,
    boss,
    tba: tbaClient(),
    keys,
    maxSize: IMPORT_MAX_MB * 1024 * 1024,
    ownerId: liveness.number,
  };
  return startWorker<ImportJobData>({
    boss,
    queue: IMPORT_QUEUE,
    process: (job, stopSignal) => processImport(tools, job, stopSignal),
    slots: IMPORTS_AT_ONCE,
    untilEmpty,
    release: () => releaseOrphans(opened, boss, IMPORT_QUEUE, liveness.number),
  });
}

/** Works the queues until the process stops. */
export async function startProcessWorker(): Promise<void> {
  if (shared.passerelleWorkers !== undefined) return;
  const [transmissions, imports] = [await transmissionWorker(false), await importWorker(false)];
  const stopListening = await onJobsAnnounced(await database(), (queue) => {
    if (queue === TRANSMISSION_QUEUE) transmissions.wakeUp();
    if (queue === IMPORT_QUEUE) imports.wakeUp();
  });
  shared.passerelleWorkers = { transmissions, imports, stopListening };
}

async function workUntilEmpty(worker: Worker, budgetMs: number): Promise<void> {
  const timer = setTimeout(() => void worker.stop(), budgetMs);
  await worker.finished;
  clearTimeout(timer);
}

/**
 * Works the queue of transmissions now: wakes the process's worker where there is one; otherwise (a serverless function) works until the
 * queue has nothing ready or the time is over, and the rest waits for the next ring.
 */
export async function workQueue(budgetMs: number): Promise<void> {
  if (shared.passerelleWorkers !== undefined) return shared.passerelleWorkers.transmissions.wakeUp();
  await workUntilEmpty(await transmissionWorker(true), budgetMs);
}

/** The same for the queue of imports. */
export async function workImports(budgetMs: number): Promise<void> {
  if (shared.passerelleWorkers !== undefined) return shared.passerelleWorkers.imports.wakeUp();
  await workUntilEmpty(await importWorker(true), budgetMs);
}

/** Gives a job back to what the queue lost (lost-jobs.ts). Never throws: whoever looks has more to do, and looks again. */
export async function restoreLostWork(): Promise<void> {
  try {
    const { boss, liveness } = await openedQueue();
    await restoreLostJobs({ database: await database(), boss, outbox: processOutbox(boss), me: liveness.number });
  } catch (error) {
    logger.error({ name: error instanceof Error ? error.name : "unknown" }, "travaux perdus non repris");
  }
}

/** Stops the workers, the call in flight finished and stored, and lets go of the queue. */
export async function closeQueue(): Promise<void> {
  const { transmissions, imports, stopListening } = shared.passerelleWorkers ?? {};
  await stopListening?.();
  await Promise.all([transmissions?.stop(), imports?.stop()]);
  const opened = await shared.passerelleQueue;
  delete shared.passerelleWorkers;
  delete shared.passerelleQueue;
  await opened?.boss.stop({ graceful: false });
  await opened?.liveness.close();
}
