import { sql } from "drizzle-orm";
import { type Database, rows } from "@/db/database";
import { acquireLivenessLock } from "@/db/liveness-lock";
import { releaseOrphans } from "@/lib/night/orphans";
import { processJob } from "@/lib/night/process-job";
import { type Slots, UNLIMITED } from "@/lib/night/run/pace/retry";
import { startWorker, type Worker } from "@/lib/night/worker";
import { type QueueJob, TRANSMISSION_QUEUE } from "@/lib/services/transmissions/queue/queue";
import type { TbaClient } from "@/lib/tba/client";
import { testOutbox } from "./test-outbox";
import { testRetryPolicy } from "./test-retry-policy";

export type ReadJob = {
  state: string;
  ready: boolean;
  data: { resume: boolean; deferrals: number; trigger: string };
};

type WorkerChoice = {
  untilEmpty: boolean;
  /** Jobs at once. */
  slots?: number;
  perCall?: number;
  /** Calls at once, all établissements together. */
  callSlots?: Slots;
  /** A job of this établissement is over, and the queue knows. */
  onEnd?: (etablissementId: string) => void;
};

/** The job queue of a test file's database, and workers for it. */
export function testQueue(database: { readonly database: Database }, tba: () => TbaClient) {
  const outbox = testOutbox(database);
  return {
    get boss() {
      return outbox.boss;
    },
    /** A worker with a sign of life of its own; `untilEmpty`: it ends with the queue. */
    worker: async (choice: WorkerChoice): Promise<Worker> => {
      const liveness = await acquireLivenessLock(database.database);
      const { slots = 4, perCall = 2000, untilEmpty, callSlots = UNLIMITED, onEnd = () => {} } = choice;
      const deps = {
        tba: tba(),
        outbox,
        retry: testRetryPolicy(),
        perCall,
        slots: callSlots,
        ownerId: liveness.number,
      };
      const worker = startWorker({
        boss: outbox.boss,
        queue: TRANSMISSION_QUEUE,
        process: async (job: QueueJob, stopSignal) => {
          await processJob({ db: database.database.db, boss: outbox.boss, deps: { ...deps, stopSignal } }, job);
          onEnd(job.data.etablissementId);
        },
        slots,
        untilEmpty,
        release: () => releaseOrphans(database.database, outbox.boss, TRANSMISSION_QUEUE, liveness.number),
      });
      const done = worker.finished.finally(() => liveness.close());
      return { ...worker, finished: done };
    },
    /** The jobs of an établissement, the last one first. */
    jobs: (etablissementId: string): Promise<ReadJob[]> =>
      rows(
        database.database.db,
        sql`select state::text as state, start_after <= now() as ready, data from pgboss.job
          where data ->> 'etablissementId' = ${etablissementId} order by created_on desc`,
      ),
  };
}
