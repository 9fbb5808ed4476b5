import { sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import { type Database, rows } from "@/db/database";
import { findDead } from "@/db/liveness-lock";
import { TRANSMISSION_QUEUE } from "@/lib/services/transmissions/queue/queue";

type ActiveJob = { id: string; retryCount: number; ownerId: number | null };

/**
 * Gives back to the queue, at once, the jobs whose process is dead. Those of a process that died before it opened its run, or
 * that the network cut off, come back after twenty seconds of silence (queue.ts).
 */
export async function releaseOrphans(database: Database, boss: PgBoss, me: number): Promise<number> {
  const activeJobs = await rows<ActiveJob>(
    database.db,
    sql`select j.id, j.retry_count as "retryCount", t.owner_id as "ownerId" from pgboss.job j
      join transmissions t on t.etablissement_id = (j.data ->> 'etablissementId')::uuid and t.status = 'running'
      where j.name = ${TRANSMISSION_QUEUE} and j.state = 'active' and t.heartbeat_at >= j.started_on`,
  );
  const ownerIds = activeJobs.flatMap((a) => (a.ownerId === null ? [] : [a.ownerId]));
  const gone = new Set(await findDead(database, ownerIds, me));
  const orphaned = activeJobs.filter((a) => a.ownerId !== null && gone.has(a.ownerId));
  for (const { id, retryCount } of orphaned) await boss.fail(TRANSMISSION_QUEUE, { id, retryCount });
  return orphaned.length;
}

/** On the embedded database, which belongs to one process: when it opens, whatever was active died with the one before. */
export async function releaseAll({ db }: Database, boss: PgBoss): Promise<void> {
  const activeJobs = await rows<{ id: string; retryCount: number }>(
    db,
    sql`select id, retry_count as "retryCount" from pgboss.job where name = ${TRANSMISSION_QUEUE} and state = 'active'`,
  );
  for (const job of activeJobs) await boss.fail(TRANSMISSION_QUEUE, job);
}
