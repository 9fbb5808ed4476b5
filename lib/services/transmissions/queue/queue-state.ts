import type { Db } from "@/db/database";
import type { QueueState } from "@/lib/services/transmissions/transmissions.types";
import { findJob, queueExists } from "./jobs-sql";

/** What the queue holds for an établissement. */
export async function getQueueState(db: Db, etablissementId: string): Promise<QueueState> {
  const job = (await queueExists(db)) ? await findJob(db, etablissementId) : null;
  if (job === null) return { kind: "nothing" };
  if (job.active) return { kind: "running" };
  return job.ready ? { kind: "waiting" } : { kind: "scheduled", at: job.startAfter.toISOString() };
}
