import { sql } from "drizzle-orm";
import { type Db, lignesPreparees } from "@/db/base";
import { TransmissionDepossedee } from "./carnet";
import { tableauUuid } from "./tableau-uuid";

type Envoye = { id: string; empreinte: string; payload: string };

/** What an answer says of the dossiers it is about. `messages`: in French, after the field's name. */
export type Verdicts = {
  acceptes: readonly Envoye[];
  refuses: readonly (Envoye & { messages: string[] })[];
};

export type ReponseNotee = { reponduLe: Date; statutHttp: number | null; genre: string; raison: string | null };

/**
 * One statement for what nearly always happens: the run's counts, the answer on its request, the dossiers that were accepted. Of these,
 * only those that the TBA takes with a new content are written: the others, most of them each night, are on the call already.
 * Answers those of them whose dossier changed while the call was under way, null when the run is no longer ours.
 */
async function noterAppelEtAcceptes(
  db: Db,
  transmissionId: string,
  appelId: string,
  { reponduLe, statutHttp, genre, raison }: ReponseNotee,
  { acceptes, refuses }: Verdicts,
): Promise<Set<string> | null> {
  const le = sql`${reponduLe.toISOString()}::timestamptz`;
  const ids = tableauUuid(acceptes.map((d) => d.id));
  const empreintes = sql`${`{${acceptes.map((d) => d.empreinte).join(",")}}`}::text[]`;
  const [ecrit] = await lignesPreparees<{ vivante: boolean; changes: string[] | null }>(
    db,
    sql`with vivante as (
        update transmissions set battement = now(), acceptes = acceptes + ${acceptes.length}, refuses = refuses + ${refuses.length}
        where id = ${transmissionId}::uuid and etat = 'en-cours' returning id
      ), appel as (
        update appels set repondu_le = ${le}, statut_http = ${statutHttp}::int, genre = ${genre}, raison = ${raison},
          acceptes = ${acceptes.length}, refuses = ${refuses.length}
        where id = ${appelId}::uuid and exists (select 1 from vivante)
      ), ecrits as (
        update envois e set recu_le = ${le}, empreinte_transmise = u.empreinte, transmis_le = ${le}, empreinte_refusee = null,
          messages_tba = '[]'::jsonb, payload_transmis = null, payload_refuse = null
        from unnest(${ids}, ${empreintes}) as u(id, empreinte)
        where e.dossier_id = u.id and exists (select 1 from vivante)
          and (e.empreinte_transmise is distinct from u.empreinte or e.empreinte_refusee is not null)
        returning e.dossier_id as id, (select d.empreinte from dossiers d where d.id = e.dossier_id) <> u.empreinte as change
      )
      select exists (select 1 from vivante) as vivante,
        (select jsonb_agg(id) from ecrits where change) as changes`,
  );
  return ecrit?.vivante ? new Set(ecrit.changes ?? []) : null;
}

/** A refused dossier: on the dossier and in the run. */
export async function noterRefuses(
  tx: Db,
  transmissionId: string,
  appelId: string | null,
  refuses: Verdicts["refuses"],
  le: string,
): Promise<void> {
  if (refuses.length === 0) return;
  const texte = JSON.stringify(refuses.map(({ id, empreinte, messages }) => ({ id, empreinte, messages })));
  const lus = sql`jsonb_to_recordset(${texte}::jsonb) as r(id uuid, empreinte text, messages jsonb) join dossiers d on d.id = r.id`;
  await tx.execute(sql`insert into resultats (transmission_id, dossier_id, appel_id, issue, messages)
    select ${transmissionId}::uuid, r.id, ${appelId}::uuid, 'refuse', r.messages from ${lus}
    on conflict (transmission_id, dossier_id) do update
      set appel_id = excluded.appel_id, issue = excluded.issue, messages = excluded.messages`);
  await tx.execute(sql`update envois e set recu_le = ${le}::timestamptz, empreinte_refusee = r.empreinte, messages_tba = r.messages,
      payload_refuse = null
    from ${lus} where e.dossier_id = r.id`);
}

/** What was sent is no longer the dossier's own: it is kept apart. */
async function garderPayload(tx: Db, { id, empreinte, payload }: Envoye): Promise<void> {
  await tx.execute(sql`update envois e set
      payload_transmis = case when e.empreinte_transmise = ${empreinte} then ${payload} else e.payload_transmis end,
      payload_refuse = case when e.empreinte_refusee = ${empreinte} then ${payload} else e.payload_refuse end
    from dossiers d where e.dossier_id = ${id}::uuid and d.id = e.dossier_id and d.empreinte <> ${empreinte}`);
}

/**
 * Writes the answer on its request, with what it says of each dossier and the run's counts: all or nothing.
 * Throws TransmissionDepossedee, nothing written, when the run is no longer ours.
 */
export async function noterReponse(
  db: Db,
  transmissionId: string,
  appelId: string,
  reponse: ReponseNotee,
  verdicts: Verdicts,
): Promise<void> {
  const { acceptes, refuses } = verdicts;
  const ecrire = async (tx: Db) => {
    const changes = await noterAppelEtAcceptes(tx, transmissionId, appelId, reponse, verdicts);
    if (changes === null) throw new TransmissionDepossedee();
    await noterRefuses(tx, transmissionId, appelId, refuses, reponse.reponduLe.toISOString());
    for (const envoye of acceptes) if (changes.has(envoye.id)) await garderPayload(tx, envoye);
    for (const envoye of refuses) await garderPayload(tx, envoye);
  };
  await (refuses.length === 0 ? ecrire(db) : db.transaction(ecrire));
}
