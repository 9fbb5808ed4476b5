import { sql } from "drizzle-orm";
import { type Db, preparedRows } from "@/db/database";

/**
 * What nearly always happens: everything was accepted, as many as the time before, and no alert is open. Closes the run in one statement.
 * False when there is more to say or to do, nothing written: see cloturer and alerterApresTransmission.
 */
export async function closeCleanRun(db: Db, transmissionId: string): Promise<boolean> {
  const closed = await preparedRows<{ id: string }>(
    db,
    sql`update transmissions t set status = 'completed', error = null, waiting_for = null, ended_at = now(), not_sent = 0
      where t.id = ${transmissionId}::uuid and t.status = 'running' and t.refused = 0 and t.accepted = t.eligibles
        and t.accepted = (select coalesce(sum(a.accepted), 0) from calls a where a.transmission_id = t.id)
        and not exists (select 1 from results r where r.transmission_id = t.id)
        and not exists (select 1 from alertes a where a.etablissement_id = t.etablissement_id and a.closed_at is null)
        and coalesce((select t.accepted >= p.accepted from transmissions p
          where p.etablissement_id = t.etablissement_id and p.started_at < t.started_at and p.status = 'completed'
            and p.trigger = 'clock' and p.resumed_from is null
          order by p.started_at desc limit 1), true)
      returning t.id`,
  );
  return closed.length > 0;
}
