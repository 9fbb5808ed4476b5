import { sql } from "drizzle-orm";
import { type Db, lignes, lignesPreparees } from "@/db/base";
import { transmissions } from "@/db/schema/transmissions";
import type { Contexte } from "@/lib/services/contexte";
import { type Cloture, cloturer } from "./cloturer";
import { tableauUuid } from "./tableau-uuid";
import { type Recensement, recenser } from "./trouver-dossiers";
import { trouverReprise } from "./trouver-reprise";

/** Another process took the établissement's run over: this one must stop and write nothing more. */
export class TransmissionDepossedee extends Error {}

export const INTERROMPUE: Cloture = { etat: "interrompue", erreur: "Le serveur s'est arrêté pendant la transmission." };

/**
 * What a call can do without if the database's machine falls: its answer, written durably, makes it durable too. Spares each call
 * the wait for the disk.
 */
const SANS_ATTENDRE_LE_DISQUE = sql`set_config('synchronous_commit', 'off', true)`;

/** What a run is about; `nuitId` null when a person asks; `proprietaire`: the process that runs it. */
export type Ouverture = {
  declencheur: "horloge" | "manuel";
  par: string | null;
  nuitId: string | null;
  proprietaire: number | null;
};

export type TransmissionOuverte = { id: string } & Recensement;

/** A run still under way belongs to a process that the queue gave up: it is closed, and that process will write nothing more. */
async function fermerLesRestees(db: Db, etablissementId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const restees = await lignes<{ id: string }>(
      tx,
      sql`select id from transmissions where etablissement_id = ${etablissementId}::uuid and etat = 'en-cours' for update`,
    );
    for (const { id } of restees) await cloturer(tx, id, INTERROMPUE);
  });
}

/**
 * Opens a run for an établissement, and writes down what it sets out to send: everything, or what the last run left when a crash cut
 * it, or when that is asked for (`reprise`). `etatPrecedent`: how the last run ended, null when there is none.
 */
export async function ouvrirTransmission(
  { db, maintenant }: Contexte,
  etablissementId: string,
  ouverture: Ouverture,
  { reprise, parAppel, etatPrecedent }: { reprise: boolean; parAppel: number; etatPrecedent: string | null },
): Promise<TransmissionOuverte> {
  if (etatPrecedent === "en-cours") await fermerLesRestees(db, etablissementId);
  const entiere = etatPrecedent === null || etatPrecedent === "terminee";
  const avant = entiere ? null : await trouverReprise(db, etablissementId, maintenant, !reprise);
  const recensement = await recenser(db, etablissementId, avant?.courses ?? [], parAppel);
  const { eligibles, invalides } = recensement;
  const inserer = () =>
    db
      .insert(transmissions)
      .values({
        ...ouverture,
        etablissementId,
        etat: "en-cours",
        debut: maintenant,
        battement: sql`now()`,
        repriseDe: avant?.id ?? null,
        eligibles: eligibles.length,
        invalides,
        eligibleIds: sql`${tableauUuid(eligibles.map((d) => d.id))}`,
      })
      .onConflictDoNothing()
      .returning({ id: transmissions.id });
  let [ouverte] = await inserer();
  if (ouverte === undefined) {
    await fermerLesRestees(db, etablissementId);
    [ouverte] = await inserer();
  }
  if (ouverte === undefined) throw new Error("La transmission n'a pas été ouverte.");
  return { id: ouverte.id, ...recensement };
}

/** Says that the run lives, and what it waits for. Throws TransmissionDepossedee when it is no longer ours. */
export async function battre(db: Db, transmissionId: string, attente: string | null): Promise<void> {
  const touchees = await lignes(
    db,
    sql`update transmissions set battement = now(), attente = ${attente}
      where id = ${transmissionId}::uuid and etat = 'en-cours' returning id`,
  );
  if (touchees.length === 0) throw new TransmissionDepossedee();
}

export type AppelPrepare = {
  rang: number;
  tentative: number;
  dossierIds: readonly string[];
  octets: number;
  demandeLe: Date;
};

/** Writes the request down before it leaves. Answers the call's id. Throws TransmissionDepossedee. */
export async function noterAppel(db: Db, transmissionId: string, appel: AppelPrepare): Promise<string> {
  const { rang, tentative, dossierIds, octets, demandeLe } = appel;
  const [ligne] = await lignesPreparees<{ id: string }>(
    db,
    sql`with vivante as (
        update transmissions set battement = now(), attente = null
        where id = ${transmissionId}::uuid and etat = 'en-cours' returning id, ${SANS_ATTENDRE_LE_DISQUE}
      )
      insert into appels (transmission_id, rang, tentative, dossiers, dossier_ids, octets, demande_le)
      select id, ${rang}::int, ${tentative}::int, ${dossierIds.length}::int, ${tableauUuid(dossierIds)}, ${octets}::int,
        ${demandeLe.toISOString()}::timestamptz from vivante
      returning id`,
  );
  if (ligne === undefined) throw new TransmissionDepossedee();
  return ligne.id;
}
