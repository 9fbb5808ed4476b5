// What is under way here while the queue has no job for it any more: pg-boss removes what is too old, and a base may be restored without its queue.
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows, rows } from "@/db/database";
import { IMPORT_STATES, RUN_TRIGGERS } from "@/lib/domain/enumerations";
import { IMPORT_QUEUE } from "@/lib/services/imports/queue/import-queue";
import { WEBHOOK_QUEUE } from "@/lib/services/webhooks/webhook-queue";
import { TRANSMISSION_QUEUE } from "./queue";

/** True when the queue has nothing, waiting or at work, whose `named` is that. */
const noJob = (queue: string, named: SQL, id: SQL) => sql`not exists (
  select 1 from pgboss.job j where j.name = ${queue} and j.state in ('created', 'retry', 'active') and ${named} = ${id}::text)`;

const RunSchema = z.object({
  id: z.string(),
  etablissementId: z.string(),
  ownerId: z.number().nullable(),
  trigger: z.enum(RUN_TRIGGERS),
  by: z.string().nullable(),
  nightId: z.string().nullable(),
  /** No sign of life for half an hour: whoever runs it gives some at each call, and while it waits. */
  silent: z.boolean(),
  /** A key is there, and the nights are on if one of them asked. */
  resumes: z.boolean(),
});
export type LostRun = z.infer<typeof RunSchema>;

/** The transmissions under way without a job. */
export function listLostRuns(db: Db): Promise<LostRun[]> {
  return parsedRows(
    db,
    RunSchema,
    sql`select t.id, t.etablissement_id as "etablissementId", t.owner_id as "ownerId", t.trigger, t.by, t.night_id as "nightId",
        t.heartbeat_at < now() - interval '30 minutes' as silent,
        exists (select 1 from tba_keys k where k.etablissement_id = e.id) and (t.trigger = 'manual' or e.transmission_active) as resumes
      from transmissions t join etablissements e on e.id = t.etablissement_id
      where t.status = 'running' and ${noJob(TRANSMISSION_QUEUE, sql`j.singleton_key`, sql`e.id`)}`,
  );
}

const ImportSchema = z.object({
  id: z.string(),
  etablissementId: z.string(),
  state: z.enum(IMPORT_STATES),
  ownerId: z.number().nullable(),
  /** A job began it; `silent`: over an hour ago, which no job may last. */
  begun: z.boolean(),
  silent: z.boolean(),
});
export type LostImport = z.infer<typeof ImportSchema>;

/** The imports that wait for a job, or are at work, without one. What waits for a person has none to have. */
export function listLostImports(db: Db): Promise<LostImport[]> {
  return parsedRows(
    db,
    ImportSchema,
    sql`select i.id, i.etablissement_id as "etablissementId", i.state, i.owner_id as "ownerId", i.progress is not null as begun,
        coalesce((i.progress ->> 'startedAt')::timestamptz < now() - interval '1 hour', false) as silent
      from imports i
      where (i.state in ('reading', 'applying') or (i.state = 'received' and i.same_as is null))
        and ${noJob(IMPORT_QUEUE, sql`j.data ->> 'importId'`, sql`i.id`)}`,
  );
}

/** The rapprochements to make without a job: made by two at once, the first one counts. */
export function listLostRapprochements(db: Db): Promise<{ id: string; etablissementId: string }[]> {
  return parsedRows(
    db,
    z.object({ id: z.string(), etablissementId: z.string() }),
    sql`select r.id, r.etablissement_id as "etablissementId" from rapprochements r
      where r.state in ('waiting', 'running') and ${noJob(IMPORT_QUEUE, sql`j.data ->> 'rapprochementId'`, sql`r.id`)}`,
  );
}

/** The notifications that are due and have no job are to be given one (queue-deliveries.ts). A test never has any. Answers how many. */
export async function releaseLostDeliveries(db: Db): Promise<number> {
  const released = await rows(
    db,
    sql`update webhook_deliveries d set queued = false
      where d.state = 'waiting' and d.queued and d.type <> 'essai' and coalesce(d.next_attempt_at <= now(), true)
        and ${noJob(WEBHOOK_QUEUE, sql`j.data ->> 'deliveryId'`, sql`d.id`)} returning d.id`,
  );
  return released.length;
}
