import { sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import { transmissions } from "@/db/schema/transmissions";
import type { Contexte } from "@/lib/services/contexte";
import { type Cloture, cloturer } from "./cloturer";
import { trouverReprise } from "./trouver-reprise";

/** Another process took the établissement's run over: this one must stop and write nothing more. */
export class TransmissionDepossedee extends Error {}

export const INTERROMPUE: Cloture = { etat: "interrompue", erreur: "Le serveur s'est arrêté pendant la transmission." };

/** What a run is about; `nuitId` null when a person asks; `proprietaire`: the process that runs it. */
export type Ouverture = {
  declencheur: "horloge" | "manuel";
  par: string | null;
  nuitId: string | null;
  proprietaire: number | null;
};

/** `depuis`: what was answered since then is not sent again; null to send everything. */
export type TransmissionOuverte = { id: string; depuis: Date | null };

/**
 * Opens a run for an établissement. One that was still under way belongs to a process that the queue gave up: it is closed,
 * «interrompue», and that process will write nothing more. `reprise`: only what the last run left, even if it failed.
 */
export async function ouvrirTransmission(
  { db, maintenant }: Contexte,
  etablissementId: string,
  ouverture: Ouverture,
  reprise: boolean,
): Promise<TransmissionOuverte> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select id from etablissements where id = ${etablissementId}::uuid for update`);
    const restees = await lignes<{ id: string }>(
      tx,
      sql`select id from transmissions where etablissement_id = ${etablissementId}::uuid and etat = 'en-cours'`,
    );
    for (const { id } of restees) await cloturer(tx, id, INTERROMPUE);
    const avant = await trouverReprise(tx, etablissementId, maintenant, !reprise);
    const [ouverte] = await tx
      .insert(transmissions)
      .values({
        ...ouverture,
        etablissementId,
        etat: "en-cours",
        debut: maintenant,
        battement: sql`now()`,
        repriseDe: avant?.id ?? null,
      })
      .returning({ id: transmissions.id });
    if (ouverte === undefined) throw new Error("La transmission n'a pas été ouverte.");
    return { id: ouverte.id, depuis: avant?.depuis ?? null };
  });
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

/** Writes down what the run sets out to send. Throws TransmissionDepossedee. */
export async function annoncer(
  db: Db,
  transmissionId: string,
  eligibleIds: readonly string[],
  invalides: number,
): Promise<void> {
  const touchees = await lignes(
    db,
    sql`update transmissions set battement = now(), invalides = ${invalides}, eligibles = ${eligibleIds.length},
        eligible_ids = ${tableauUuid(eligibleIds)}
      where id = ${transmissionId}::uuid and etat = 'en-cours' returning id`,
  );
  if (touchees.length === 0) throw new TransmissionDepossedee();
}

/** Identifiers as one parameter, whatever their number and the engine. */
export function tableauUuid(ids: readonly string[]) {
  return sql`${`{${ids.join(",")}}`}::uuid[]`;
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
  const [ligne] = await lignes<{ id: string }>(
    db,
    sql`with vivante as (
        update transmissions set battement = now(), attente = null
        where id = ${transmissionId}::uuid and etat = 'en-cours' returning id
      )
      insert into appels (transmission_id, rang, tentative, dossiers, dossier_ids, octets, demande_le)
      select id, ${rang}::int, ${tentative}::int, ${dossierIds.length}::int, ${tableauUuid(dossierIds)}, ${octets}::int,
        ${demandeLe.toISOString()}::timestamptz from vivante
      returning id`,
  );
  if (ligne === undefined) throw new TransmissionDepossedee();
  return ligne.id;
}
