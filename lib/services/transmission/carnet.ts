import { and, eq, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import { lignes } from "@/db/base";
import { appels } from "@/db/schema/appels";
import { transmissions } from "@/db/schema/transmissions";
import { ErreurMetier } from "@/lib/errors";
import { type Contexte, idActeur } from "@/lib/services/contexte";

/** A run that gave no sign of life for so long is dead: another may take its place. */
export const SILENCE_MAX_MS = 2 * 60_000;

/** Another process took the établissement's run over: this one must stop and write nothing more. */
export class TransmissionDepossedee extends Error {}

export type Issue = "accepte" | "refuse" | "non-envoye";
export type ResultatDossier = { id: string; empreinte: string; issue: Issue; messages: string[] };

/**
 * Opens a run for an établissement, after declaring dead ones «interrompue». Answers its id.
 * Throws CONFLIT when one is under way: the database allows one at a time, whoever rings.
 */
export async function ouvrirTransmission(
  { db, acteur, maintenant }: Contexte,
  etablissementId: string,
  declencheur: "horloge" | "manuel",
): Promise<string> {
  await db
    .update(transmissions)
    .set({ etat: "interrompue", fin: sql`battement`, erreur: "Le serveur s'est arrêté pendant la transmission." })
    .where(
      and(
        eq(transmissions.etablissementId, etablissementId),
        eq(transmissions.etat, "en-cours"),
        lt(transmissions.battement, new Date(maintenant.getTime() - SILENCE_MAX_MS)),
      ),
    );
  const [ouverte] = await db
    .insert(transmissions)
    .values({
      etablissementId,
      etat: "en-cours",
      declencheur,
      par: idActeur(acteur),
      debut: maintenant,
      battement: maintenant,
    })
    .onConflictDoNothing()
    .returning({ id: transmissions.id });
  if (ouverte === undefined) {
    throw new ErreurMetier(
      "CONFLIT",
      "Une transmission est déjà en cours pour cet établissement : attendez qu'elle finisse.",
    );
  }
  return ouverte.id;
}

/** Says that the run lives, and writes its counts. Throws TransmissionDepossedee when it is no longer ours. */
export async function battre(
  db: Db,
  transmissionId: string,
  valeurs: Partial<typeof transmissions.$inferInsert> = {},
): Promise<void> {
  const touchees = await db
    .update(transmissions)
    .set({ ...valeurs, battement: new Date() })
    .where(and(eq(transmissions.id, transmissionId), eq(transmissions.etat, "en-cours")))
    .returning({ id: transmissions.id });
  if (touchees.length === 0) throw new TransmissionDepossedee();
}

/** Writes the request down before it leaves. Answers the call's id. */
export async function noterAppel(db: Db, appel: Omit<typeof appels.$inferInsert, "id">): Promise<string> {
  const [ligne] = await db.insert(appels).values(appel).returning({ id: appels.id });
  if (ligne === undefined) throw new Error("L'appel n'a pas été enregistré.");
  return ligne.id;
}

/** Writes the answer on its request. */
export async function noterReponse(
  db: Db,
  appelId: string,
  reponse: { reponduLe: Date; statutHttp: number | null; genre: string; raison: string | null },
): Promise<void> {
  await db.update(appels).set(reponse).where(eq(appels.id, appelId));
}

/** Stores what became of some dossiers, on them and in the run, all or nothing with the transaction it is given. */
export async function noterResultats(
  tx: Db,
  transmissionId: string,
  appelId: string | null,
  resultats: readonly ResultatDossier[],
  le: Date,
): Promise<void> {
  if (resultats.length === 0) return;
  const texte = JSON.stringify(resultats);
  const ligne = sql`jsonb_to_recordset(${texte}::jsonb) as r(id uuid, empreinte text, issue text, messages jsonb)`;
  await tx.execute(sql`insert into resultats (transmission_id, dossier_id, appel_id, empreinte, issue, messages)
    select ${transmissionId}::uuid, r.id, ${appelId}::uuid, r.empreinte, r.issue, r.messages from ${ligne}
    join dossiers d on d.id = r.id
    on conflict (transmission_id, dossier_id) do update
      set appel_id = excluded.appel_id, empreinte = excluded.empreinte, issue = excluded.issue, messages = excluded.messages`);
  await tx.execute(sql`update dossiers d set
      empreinte_transmise = case when r.issue = 'accepte' then r.empreinte else d.empreinte_transmise end,
      transmis_le = case when r.issue = 'accepte' then ${le.toISOString()}::timestamptz else d.transmis_le end,
      empreinte_refusee = case when r.issue = 'refuse' then r.empreinte when r.issue = 'accepte' then null else d.empreinte_refusee end,
      messages_tba = case when r.issue = 'refuse' then r.messages when r.issue = 'accepte' then '[]'::jsonb else d.messages_tba end
    from ${ligne} where d.id = r.id and r.issue <> 'non-envoye'`);
}

/** The run's counts, read off its dossiers. */
export async function compterIssues(db: Db, transmissionId: string): Promise<Record<Issue, number>> {
  const comptes = await lignes<{ issue: Issue; n: number }>(
    db,
    sql`select issue, count(*)::int as n from resultats where transmission_id = ${transmissionId}::uuid group by issue`,
  );
  const nombre = (issue: Issue) => comptes.find((c) => c.issue === issue)?.n ?? 0;
  return { accepte: nombre("accepte"), refuse: nombre("refuse"), "non-envoye": nombre("non-envoye") };
}
