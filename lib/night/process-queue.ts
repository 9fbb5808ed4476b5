import type { PgBoss } from "pg-boss";
import { database } from "@/db/client";
import { acquireLivenessLock, type LivenessLock } from "@/db/liveness-lock";
import { env } from "@/lib/env";
import { createSlots } from "@/lib/night/run/pace/slots";
import { processOutbox } from "@/lib/services/emails/outbox";
import { openQueue } from "@/lib/services/transmissions/queue/queue";
import { tbaClient } from "@/lib/tba-process/tba-client";
import { releaseAll, releaseOrphans } from "./orphans";
import { startWorker, type Worker } from "./worker";

type Opened = { boss: PgBoss; liveness: LivenessLock };

/** Kept on globalThis: Next loads this module once a bundle, and the process has one queue and one worker. */
const shared = globalThis as typeof globalThis & { passerelleQueue?: Promise<Opened>; passerelleWorker?: Worker };

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

async function newWorker(untilEmpty: boolean): Promise<Worker> {
  const { boss, liveness } = await openedQueue();
  const opened = await database();
  const { MAX_CONCURRENT_CALLS, DOSSIERS_PER_CALL } = env();
  return startWorker({
    tools: {
      db: opened.db,
      boss,
      deps: {
        tba: tbaClient(),
        outbox: processOutbox(boss),
        slots: createSlots(MAX_CONCURRENT_CALLS),
        perCall: DOSSIERS_PER_CALL,
        ownerId: liveness.number,
      },
    },
    // While some calls are under way, the dossiers of other établissements are read and answers are stored.
    slots: Math.ceil(MAX_CONCURRENT_CALLS * 1.5),
    untilEmpty,
    release: async () => {
      await releaseOrphans(opened, boss, liveness.number);
    },
  });
}

/** Works the queue until the process stops. */
export async function startProcessWorker(): Promise<void> {
  shared.passerelleWorker ??= await newWorker(false);
}

/**
 * Works the queue now: wakes the process's worker where there is one; otherwise (a serverless function) works until the queue has
 * nothing ready or the time is over, and the rest waits for the next ring.
 */
export async function workQueue(budgetMs: number): Promise<void> {
  if (shared.passerelleWorker !== undefined) return shared.passerelleWorker.wakeUp();
  const worker = await newWorker(true);
  const timer = setTimeout(() => void worker.stop(), budgetMs);
  await worker.finished;
  clearTimeout(timer);
}

/** Stops the worker, the call in flight finished and stored, and lets go of the queue. */
export async function closeQueue(): Promise<void> {
  await shared.passerelleWorker?.stop();
  const opened = await shared.passerelleQueue;
  delete shared.passerelleWorker;
  delete shared.passerelleQueue;
  await opened?.boss.stop({ graceful: false });
  await opened?.liveness.close();
}
