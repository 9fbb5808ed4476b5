import type { Job, Queue } from "pg-boss";

export const IMPORT_QUEUE = "import";

/** What a job of the queue does with an import (reads its file, or writes what its rows say), or the rapprochement that it makes. */
export type ImportJobData =
  | { kind: "read" | "apply"; importId: string; etablissementId: string }
  | { kind: "reconcile"; rapprochementId: string; etablissementId: string };
export type ImportJob = Job<ImportJobData>;

const DAY_S = 24 * 3600;

/** One whose process gives no sign of life for twenty seconds goes to another one; how often it is tried is the job's own business. */
export const IMPORT_QUEUE_OPTIONS: Omit<Queue, "name"> = {
  policy: "standard",
  retryLimit: 1000,
  retryDelay: 1,
  heartbeatSeconds: 20,
  expireInSeconds: 3600,
  retentionSeconds: 7 * DAY_S,
  deleteAfterSeconds: DAY_S,
};
