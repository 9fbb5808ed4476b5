/**
 * Every advisory lock of the house, so that no two share a number. Any number will do as long as all our processes agree on it;
 * tests/unit/db/locks.test.ts checks that they differ. PostgreSQL keeps the one-number and the two-number locks apart.
 */
export const LOCKS = {
  /** Processes that start together bring the schema up to date one after the other. */
  migrations: 7_210_577,
  /** Rings of the night take turns, whatever the number of clocks. */
  ring: 7_210_579,
  /** Two batches of stale dossiers are prepared again at a time, whatever the number of processes. */
  reprepareFirst: 7_210_580,
  reprepareSecond: 7_210_581,
  /** One process purges at a time, a batch a transaction. */
  purge: 7_210_590,
  /** What the queue lost is given one job, whatever the number of processes that look. */
  lostJobs: 7_210_591,
} as const;

/** First number of the two-number locks that say that a process lives (db/liveness-lock.ts); the second is the process's own. */
export const LIVENESS_LOCKS = 7_210_578;
