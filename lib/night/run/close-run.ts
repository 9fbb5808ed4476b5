import { sql } from "drizzle-orm";
import { type Db, rows } from "@/db/database";

/** How a run ended. `error`: why it stopped before the end, in French; it becomes the reason of each dossier that did not leave. */
export type RunOutcome = { status: "completed" | "interrupted" | "failed"; error: string | null };

const NO_REASON = "La transmission s'est arrêtée avant ce dossier.";

async function leaveTheRest(tx: Db, transmissionId: string, reason: string): Promise<void> {
  await tx.execute(sql`with told as (
      select dossier_id as id from results where transmission_id = ${transmissionId}::uuid
      union all
      select unnest(dossier_ids) from calls where transmission_id = ${transmissionId}::uuid and kind = 'answer'
    )
    insert into results (transmission_id, dossier_id, outcome, messages)
    select ${transmissionId}::uuid, d.id, 'not-sent', ${JSON.stringify([reason])}::jsonb
    from transmissions t cross join unnest(t.eligible_ids) as e(id) join dossiers d on d.id = e.id
    where t.id = ${transmissionId}::uuid and e.id not in (select id from told)`);
}

/**
 * Closes a run that is under way; one already closed stays as it is. Every dossier that it set out to send and that nothing was
 * said of becomes «non envoyé», with the reason: eligible = accepted + refused + not sent, always. False when it was closed already.
 */
export async function closeRun(tx: Db, transmissionId: string, { status, error }: RunOutcome): Promise<boolean> {
  const id = sql`${transmissionId}::uuid`;
  const [locked] = await rows<{ complete: boolean }>(
    tx,
    sql`select t.eligibles = t.accepted + t.refused as complete from transmissions t
      where t.id = ${id} and t.status = 'running' for update`,
  );
  if (locked === undefined) return false;
  if (!locked.complete) await leaveTheRest(tx, transmissionId, error ?? NO_REASON);
  await tx.execute(sql`update transmissions t set status = ${status}, error = ${error}, waiting_for = null,
      ended_at = ${status === "interrupted" ? sql`t.heartbeat_at` : sql`now()`}, accepted = c.accepted, refused = c.refused,
      not_sent = c.not_sent, eligibles = c.accepted + c.refused + c.not_sent
    from (select
        (select coalesce(sum(accepted), 0)::int from calls where transmission_id = ${id}) as accepted,
        (select count(*)::int from results where transmission_id = ${id} and outcome = 'refused') as refused,
        (select count(*)::int from results where transmission_id = ${id} and outcome = 'not-sent') as not_sent) c
    where t.id = ${id}`);
  return true;
}
