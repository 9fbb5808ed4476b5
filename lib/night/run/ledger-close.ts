import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows, preparedRows } from "@/db/database";
import { WILL_NOT_SHOW } from "@/lib/services/rapport/columns-sql";

// What a run set out to send serves until it is over: its calls and results then say the same, and half of what a night keeps is spared.

/** How a run ended. `error`: why it stopped before the end, in French; it becomes the reason of each dossier that did not leave. */
export type RunOutcome = { status: "completed" | "interrupted" | "failed"; error: string | null };

const CompleteSchema = z.object({ complete: z.boolean() });
const IdSchema = z.object({ id: z.string() });
const NO_REASON = "La transmission s'est arrêtée avant ce dossier.";

async function leaveTheRest(tx: Db, transmissionId: string, reason: string): Promise<void> {
  await tx.execute(sql`with told as (
      select dossier_id as id from results where transmission_id = ${transmissionId}::uuid
      union all
      select unnest(dossier_ids) from calls where transmission_id = ${transmissionId}::uuid and kind = 'answer'
    )
    insert into results (transmission_id, dossier_id, etablissement_id, outcome, messages)
    select ${transmissionId}::uuid, d.id, d.etablissement_id, 'not-sent', ${JSON.stringify([reason])}::jsonb
    from transmissions t cross join unnest(t.eligible_ids) as e(id) join dossiers d on d.id = e.id
    where t.id = ${transmissionId}::uuid and e.id not in (select id from told)`);
}

/**
 * Closes a run that is under way; one already closed stays as it is. Every dossier that it set out to send and that nothing was
 * said of becomes «non envoyé», with the reason: eligible = accepted + refused + not sent, always. False when it was closed already.
 */
export async function closeRun(tx: Db, transmissionId: string, { status, error }: RunOutcome): Promise<boolean> {
  const id = sql`${transmissionId}::uuid`;
  const [locked] = await parsedRows(
    tx,
    CompleteSchema,
    sql`select t.eligibles = t.accepted + t.refused as complete from transmissions t
      where t.id = ${id} and t.status = 'running' for update`,
  );
  if (locked === undefined) return false;
  if (!locked.complete) await leaveTheRest(tx, transmissionId, error ?? NO_REASON);
  await tx.execute(sql`update transmissions t set status = ${status}, error = ${error}, waiting_for = null,
      ended_at = ${status === "interrupted" ? sql`t.heartbeat_at` : sql`now()`}, accepted = c.accepted, refused = c.refused,
      not_sent = c.not_sent, eligibles = c.accepted + c.refused + c.not_sent, eligible_ids = '{}'
    from (select
        (select coalesce(sum(accepted), 0)::int from calls where transmission_id = ${id}) as accepted,
        (select count(*)::int from results where transmission_id = ${id} and outcome = 'refused') as refused,
        (select count(*)::int from results where transmission_id = ${id} and outcome = 'not-sent') as not_sent) c
    where t.id = ${id}`);
  return true;
}

/**
 * What nearly always happens: everything was accepted and will be shown, as many as the time before, no alert is open and no software is to be told. Closes the run in one statement.
 * False when there is more to say or to do, nothing written: see closeRun and alertAfterTransmission.
 */
export async function closeCleanRun(db: Db, transmissionId: string): Promise<boolean> {
  const closed = await preparedRows(
    db,
    IdSchema,
    sql`update transmissions t set status = 'completed', error = null, waiting_for = null, ended_at = now(), not_sent = 0, eligible_ids = '{}'
      where t.id = ${transmissionId}::uuid and t.status = 'running' and t.refused = 0 and t.accepted = t.eligibles
        and t.accepted = (select coalesce(sum(a.accepted), 0) from calls a where a.transmission_id = t.id)
        and not exists (select 1 from results r where r.transmission_id = t.id)
        and (not exists (select 1 from tba_couples c where c.closed or not c.known)
          or not exists (select 1 from dossiers where dossiers.etablissement_id = t.etablissement_id
            and dossiers.apprenti and not dossiers.blocked and ${WILL_NOT_SHOW}))
        and not exists (select 1 from alertes a where a.etablissement_id = t.etablissement_id and a.closed_at is null)
        and not exists (select 1 from webhook_endpoints w where w.etablissement_id = t.etablissement_id and w.active)
        and coalesce((select t.accepted >= p.accepted from transmissions p
          where p.etablissement_id = t.etablissement_id and p.started_at < t.started_at and p.status = 'completed'
            and p.trigger = 'clock' and p.resumed_from is null
          order by p.started_at desc limit 1), true)
      returning t.id`,
  );
  return closed.length > 0;
}
