import { sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";

/** How a run ended. `erreur`: why it stopped before the end, in French; it becomes the reason of each dossier that did not leave. */
export type Cloture = { etat: "terminee" | "interrompue" | "echouee"; erreur: string | null };

const SANS_RAISON = "La transmission s'est arrêtée avant ce dossier.";

async function laisserLeReste(tx: Db, transmissionId: string, raison: string): Promise<void> {
  await tx.execute(sql`with dits as (
      select dossier_id as id from resultats where transmission_id = ${transmissionId}::uuid
      union all
      select unnest(dossier_ids) from appels where transmission_id = ${transmissionId}::uuid and genre = 'reponse'
    )
    insert into resultats (transmission_id, dossier_id, issue, messages)
    select ${transmissionId}::uuid, d.id, 'non-envoye', ${JSON.stringify([raison])}::jsonb
    from transmissions t cross join unnest(t.eligible_ids) as e(id) join dossiers d on d.id = e.id
    where t.id = ${transmissionId}::uuid and e.id not in (select id from dits)`);
}

/**
 * Closes a run that is under way; one already closed stays as it is. Every dossier that it set out to send and that nothing was
 * said of becomes «non envoyé», with the reason: eligible = accepted + refused + not sent, always. False when it was closed already.
 */
export async function cloturer(tx: Db, transmissionId: string, { etat, erreur }: Cloture): Promise<boolean> {
  const id = sql`${transmissionId}::uuid`;
  const [verrouillee] = await lignes<{ complete: boolean }>(
    tx,
    sql`select t.eligibles = t.acceptes + t.refuses as complete from transmissions t
      where t.id = ${id} and t.etat = 'en-cours' for update`,
  );
  if (verrouillee === undefined) return false;
  if (!verrouillee.complete) await laisserLeReste(tx, transmissionId, erreur ?? SANS_RAISON);
  await tx.execute(sql`update transmissions t set etat = ${etat}, erreur = ${erreur}, attente = null,
      fin = ${etat === "interrompue" ? sql`t.battement` : sql`now()`}, acceptes = c.acceptes, refuses = c.refuses,
      non_envoyes = c.non_envoyes, eligibles = c.acceptes + c.refuses + c.non_envoyes
    from (select
        (select coalesce(sum(acceptes), 0)::int from appels where transmission_id = ${id}) as acceptes,
        (select count(*)::int from resultats where transmission_id = ${id} and issue = 'refuse') as refuses,
        (select count(*)::int from resultats where transmission_id = ${id} and issue = 'non-envoye') as non_envoyes) c
    where t.id = ${id}`);
  return true;
}
