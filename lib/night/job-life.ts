import type { JobWithMetadata, PgBoss } from "pg-boss";
import { logger } from "@/lib/logger";

const TOUCH_MS = 5_000;
/** The database is gone: how long a job's end is offered to it. */
const INSISTENCE_MS = [500, 1000, 2000, 4000, 8000, 15_000, 30_000] as const;

/** A job under way, as pg-boss wants it back. */
type Taken = { id: string; retryCount: JobWithMetadata["retryCount"] };

/** Works on a job, and gives the queue signs of life meanwhile: another process takes over one that gives none. */
export async function withSignsOfLife(
  boss: PgBoss,
  queue: string,
  { id, retryCount }: Taken,
  work: () => Promise<void>,
): Promise<void> {
  const timer = setInterval(() => {
    boss.touch(queue, { id, retryCount }).catch(() => {});
  }, TOUCH_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
}

/** Says how a job ended, again and again for a while when the database does not answer. Never throws. */
export async function insist({ id }: { id: string }, report: () => Promise<void>): Promise<void> {
  for (const ms of [0, ...INSISTENCE_MS]) {
    if (ms > 0) await new Promise((finished) => setTimeout(finished, ms));
    try {
      await report();
      return;
    } catch (error) {
      logger.warn({ id, name: error instanceof Error ? error.name : "unknown" }, "file injoignable");
    }
  }
}
