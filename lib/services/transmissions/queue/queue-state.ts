import type { Db, Gate } from "@/db/database";
import { gateOf } from "@/db/gate";
import type { QueueState } from "@/lib/services/transmissions/transmissions.types";
import { findJob, queueExists } from "./jobs-sql";

/** The databases whose queue was found: once made, its tables stay. Asked each time, a page would wait for it before anything else of the queue. */
const FOUND = new WeakSet<Gate>();

async function isQueueMade(db: Db): Promise<boolean> {
  const gate = gateOf(db);
  if (!FOUND.has(gate) && (await queueExists(db))) FOUND.add(gate);
  return FOUND.has(gate);
}

/** What the queue holds for an établissement. */
export async function getQueueState(db: Db, etablissementId: string): Promise<QueueState> {
  const job = (await isQueueMade(db)) ? await findJob(db, etablissementId) : null;
  if (job === null) return { kind: "nothing" };
  if (job.active) return { kind: "running" };
  return job.ready ? { kind: "waiting" } : { kind: "scheduled", at: job.startAfter.toISOString() };
}
