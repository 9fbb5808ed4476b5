import { sql } from "drizzle-orm";
import { type Db, rows } from "@/db/database";
import type { QueueState } from "@/lib/services/transmissions/transmissions.types";
import { TRANSMISSION_QUEUE } from "./queue";

/** True once a process has opened the queue: it makes its own tables. */
async function queueExists(db: Db): Promise<boolean> {
  const [table] = await rows<{ la: boolean }>(db, sql`select to_regclass('pgboss.job') is not null as la`);
  return table?.la === true;
}

/** What the queue holds for an établissement. */
export async function getQueueState(db: Db, etablissementId: string): Promise<QueueState> {
  if (!(await queueExists(db))) return { kind: "nothing" };
  const [job] = await rows<{ state: string; ready: boolean; start_after: string | Date }>(
    db,
    sql`select state::text, start_after <= now() as ready, start_after from pgboss.job
      where name = ${TRANSMISSION_QUEUE} and singleton_key = ${etablissementId} and state in ('created', 'retry', 'active')
      limit 1`,
  );
  if (job === undefined) return { kind: "nothing" };
  if (job.state === "active") return { kind: "running" };
  return job.ready ? { kind: "waiting" } : { kind: "scheduled", at: new Date(job.start_after).toISOString() };
}
