// The SQL of ours on pg-boss's own tables, with lost-jobs-sql.ts: what its methods do not answer. To read again at each new version of pg-boss.
import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { IMPORT_QUEUE } from "@/lib/services/imports/queue/import-queue";
import { type JobData, TRANSMISSION_QUEUE } from "./queue";

const OF_TRANSMISSIONS = sql`name = ${TRANSMISSION_QUEUE}`;
const WAITS = sql`state in ('created', 'retry')`;
const UNFINISHED = sql`state in ('created', 'retry', 'active')`;

const ExistsSchema = z.object({ exists: z.boolean() });

/** True once a process has opened the queue: it makes its own tables. */
export async function queueExists(db: Db): Promise<boolean> {
  const [table] = await parsedRows(db, ExistsSchema, sql`select to_regclass('pgboss.job') is not null as exists`);
  return table?.exists === true;
}

/** How many jobs of a night could run now, or are under way. */
export async function countJobsOfNight(db: Db, nightId: string): Promise<number> {
  const [found] = await parsedRows(
    db,
    z.object({ count: z.number() }),
    sql`select count(*)::int as count from pgboss.job where ${OF_TRANSMISSIONS} and data ->> 'nightId' = ${nightId}
      and (state = 'active' or (${WAITS} and start_after <= now()))`,
  );
  return found?.count ?? 0;
}

/** The waiting jobs of some établissements may start now, with other data; those under way are left alone. */
export async function bringForward(
  tx: Db,
  etablissementIds: readonly string[],
  change: Omit<JobData, "etablissementId">,
): Promise<void> {
  await tx.execute(sql`update pgboss.job set start_after = now(), data = data || ${JSON.stringify(change)}::jsonb
    where ${OF_TRANSMISSIONS} and ${WAITS}
      and singleton_key in (select jsonb_array_elements_text(${JSON.stringify(etablissementIds)}::jsonb))`);
}

const AttemptSchema = z.object({ id: z.string(), retryCount: z.number() });
const OwnedAttemptSchema = AttemptSchema.extend({ ownerId: z.number().nullable() });
/** A job under way, as pg-boss wants it back. */
export type Attempt = z.infer<typeof AttemptSchema>;
/** The same, and the number of the process that runs it (db/liveness-lock.ts). */
export type OwnedAttempt = z.infer<typeof OwnedAttemptSchema>;

/** The jobs under way whose run is open: opened or carried on since the job was taken, by the process that the run names. */
export function listJobsWithRun(db: Db): Promise<OwnedAttempt[]> {
  return parsedRows(
    db,
    OwnedAttemptSchema,
    sql`select j.id, j.retry_count as "retryCount", t.owner_id as "ownerId" from pgboss.job j
      join transmissions t on t.etablissement_id = (j.data ->> 'etablissementId')::uuid and t.status = 'running'
      where j.name = ${TRANSMISSION_QUEUE} and j.state = 'active' and t.heartbeat_at >= j.started_on`,
  );
}

/** The jobs of imports under way, with the process that took each up since. */
export function listImportJobsWithOwner(db: Db): Promise<OwnedAttempt[]> {
  return parsedRows(
    db,
    OwnedAttemptSchema,
    sql`select j.id, j.retry_count as "retryCount", i.owner_id as "ownerId" from pgboss.job j
      join imports i on i.id = (j.data ->> 'importId')::uuid and i.state in ('reading', 'applying')
      where j.name = ${IMPORT_QUEUE} and j.state = 'active'`,
  );
}

/** All the jobs of a queue under way. */
export function listJobsUnderWay(db: Db, queue: string): Promise<Attempt[]> {
  return parsedRows(
    db,
    AttemptSchema,
    sql`select id, retry_count as "retryCount" from pgboss.job where name = ${queue} and state = 'active'`,
  );
}

const JobStateSchema = z.object({ active: z.boolean(), ready: z.boolean(), startAfter: z.coerce.date() });

/** The job of an établissement that waits or is under way; null when there is none. The queue must exist. */
export async function findJob(db: Db, etablissementId: string): Promise<z.infer<typeof JobStateSchema> | null> {
  const [job] = await parsedRows(
    db,
    JobStateSchema,
    sql`select state = 'active' as active, start_after <= now() as ready, start_after as "startAfter" from pgboss.job
      where ${OF_TRANSMISSIONS} and singleton_key = ${etablissementId} and ${UNFINISHED} limit 1`,
  );
  return job ?? null;
}

const CountsSchema = z.object({ pending: z.number(), inProgress: z.number(), late: z.number() });

/** How many jobs wait, are under way, and should have begun half an hour ago. The queue must exist. */
export async function countJobs(db: Db, now: Date): Promise<z.infer<typeof CountsSchema>> {
  const [counts] = await parsedRows(
    db,
    CountsSchema,
    sql`select count(*) filter (where ${WAITS})::int as pending, count(*) filter (where state = 'active')::int as "inProgress",
      count(*) filter (where ${WAITS} and start_after < ${now.toISOString()}::timestamptz - interval '30 minutes')::int as late
    from pgboss.job where ${OF_TRANSMISSIONS} and ${UNFINISHED}`,
  );
  return counts ?? { pending: 0, inProgress: 0, late: 0 };
}

const JobFiguresSchema = z.object({
  queue: z.string(),
  pending: z.number(),
  active: z.number(),
  late: z.number(),
  failed: z.number(),
  median: z.number().nullable(),
  slow: z.number().nullable(),
});

/**
 * Each queue in figures: jobs that wait, are under way, should have begun half an hour ago; those of the last 24 hours that failed for good,
 * and how long those that ended took in seconds (`median`, and `slow`: 19 of 20 were quicker). The queues must exist.
 */
export function listJobFigures(db: Db, now: Date): Promise<z.infer<typeof JobFiguresSchema>[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const today = sql`completed_on > ${at} - interval '24 hours'`;
  const took = sql`extract(epoch from completed_on - started_on)) filter (where state = 'completed' and ${today})`;
  return parsedRows(
    db,
    JobFiguresSchema,
    sql`select name as queue, count(*) filter (where ${WAITS})::int as pending,
      count(*) filter (where state = 'active')::int as active,
      count(*) filter (where ${WAITS} and start_after < ${at} - interval '30 minutes')::int as late,
      count(*) filter (where state = 'failed' and ${today})::int as failed,
      percentile_cont(0.5) within group (order by ${took} as median,
      percentile_cont(0.95) within group (order by ${took} as slow
    from pgboss.job group by name order by name`,
  );
}
