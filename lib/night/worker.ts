import { setTimeout as pause } from "node:timers/promises";
import type { FetchOptions, Job, PgBoss } from "pg-boss";
import { logger } from "@/lib/logger";

const POLL_MS = 1000;
const ORPHANS_MS = 15_000;

export type Worker = {
  /** A job was just put in the queue by this process: no need to wait for the next look. */
  wakeUp: () => void;
  /** Takes no more jobs; those under way finish the call in flight, store it and go back to the queue. Ends when they have. */
  stop: () => Promise<void>;
  /** Ends when the queue has nothing ready and nothing is under way here. Only for one started with `untilEmpty`. */
  finished: Promise<void>;
};

export type WorkerOptions<D extends object> = {
  boss: Pick<PgBoss, "fetch">;
  queue: string;
  /** Where its jobs are taken, when not pg-boss's own way to the database. */
  calls?: Pick<FetchOptions, "db">;
  /** Does one job, and says to the queue how it ended; never throws. `stopSignal`: no more work is wanted. */
  process: (job: Job<D>, stopSignal: AbortSignal) => Promise<void>;
  /** How many at once. */
  slots: number;
  untilEmpty: boolean;
  release: () => Promise<void>;
};

/**
 * Works a queue: as many jobs at once as there are places, one after the other in each. Not pg-boss's own `work()`: it can be stopped and
 * woken, but each of its workers takes one job a half second at most, asks the database by itself, cannot say that the queue is
 * empty, and gives up at the first failure to say how a job ended.
 */
export function startWorker<D extends object>({
  boss,
  queue,
  calls = {},
  process,
  slots,
  untilEmpty,
  release,
}: WorkerOptions<D>): Worker {
  const stopSignal = new AbortController();
  const inProgress = new Set<Promise<void>>();
  let wake = new AbortController();

  const sleep = async (ms: number) => {
    await pause(ms, undefined, { signal: AbortSignal.any([stopSignal.signal, wake.signal]) }).catch(() => {});
    if (wake.signal.aborted) wake = new AbortController();
  };

  const take = async (): Promise<number> => {
    const free = slots - inProgress.size;
    if (free <= 0) return 0;
    const jobs = await boss.fetch<D>(queue, { batchSize: free, ...calls });
    for (const job of jobs) {
      const processing: Promise<void> = process(job, stopSignal.signal).finally(() => {
        inProgress.delete(processing);
        wake.abort();
      });
      inProgress.add(processing);
    }
    return jobs.length;
  };

  const work = async () => {
    let nextRound = 0;
    while (!stopSignal.signal.aborted) {
      try {
        // Not by the clock of the day: set back by two hours, it would leave them there for as long.
        if (performance.now() >= nextRound) {
          nextRound = performance.now() + ORPHANS_MS;
          await release();
        }
        const taken = await take();
        if (taken === 0 && inProgress.size === 0 && untilEmpty) return;
        if (taken === 0 || inProgress.size >= slots) await sleep(POLL_MS);
      } catch (error) {
        logger.warn({ name: error instanceof Error ? error.name : "unknown" }, "file injoignable");
        await sleep(POLL_MS);
      }
    }
  };

  const finished = work().then(async () => {
    await Promise.allSettled(inProgress);
  });
  return {
    wakeUp: () => wake.abort(),
    stop: async () => {
      stopSignal.abort();
      await finished;
    },
    finished,
  };
}
