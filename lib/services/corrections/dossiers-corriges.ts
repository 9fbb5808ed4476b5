import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";
import type { Corrections } from "@/lib/dossier/corrections";
import { lireContexteDossiers } from "@/lib/services/dossiers/contexte-dossiers";
import { enregistrerDossiers } from "@/lib/services/dossiers/enregistrer-dossiers";
import { type ColonnesPreparees, colonnesPreparees } from "@/lib/services/dossiers/ligne-preparee";
import { repreparerPerimes } from "@/lib/services/dossiers/repreparer";

/** What a correction needs to know of a dossier. */
export type DossierCorrigible = Pick<
  typeof dossiers.$inferSelect,
  "id" | "etablissementId" | "idErpApprenant" | "anneeScolaire" | "source" | "corrections" | "personne" | "bloque"
>;

export type DossierCorrige = { dossier: DossierCorrigible; corrections: Corrections };

/** Imports and corrections of one établissement take turns, from here to the end of the transaction. */
export async function attendreSonTour(tx: Db, etablissementId: string): Promise<void> {
  await tx.execute(sql`select id from etablissements where id = ${etablissementId}::uuid for update`);
}

/** A condition on dossiers: to be among these. */
export const parmi = (ids: readonly string[]): SQL =>
  sql`${dossiers.id} in (select e::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as e)`;

/** The dossiers of an établissement among these identifiers; those of others are not found. */
export function lireCorrigibles(db: Db, etablissementId: string, ids: readonly string[]): Promise<DossierCorrigible[]> {
  return db
    .select({
      id: dossiers.id,
      etablissementId: dossiers.etablissementId,
      idErpApprenant: dossiers.idErpApprenant,
      anneeScolaire: dossiers.anneeScolaire,
      source: dossiers.source,
      corrections: dossiers.corrections,
      personne: dossiers.personne,
      bloque: dossiers.bloque,
    })
    .from(dossiers)
    .where(and(eq(dossiers.etablissementId, etablissementId), parmi(ids)))
    .orderBy(asc(dossiers.id));
}

/** The pipeline on dossiers as they would be with these corrections, within what surrounds them now. Writes nothing. */
export async function preparerCorriges(
  db: Db,
  corriges: readonly DossierCorrige[],
): Promise<{ dossier: DossierCorrigible; colonnes: ColonnesPreparees }[]> {
  const contexte = await lireContexteDossiers(
    db,
    corriges.map(({ dossier }) => dossier),
  );
  return corriges.map(({ dossier, corrections }) => ({
    dossier,
    colonnes: colonnesPreparees(dossier.source, corrections, contexte.de(dossier)),
  }));
}

/** Writes the dossiers with their new corrections, and brings up to date those who share a person with them. */
export async function ecrireCorriges(
  tx: Db,
  etablissementId: string,
  corriges: readonly DossierCorrige[],
): Promise<void> {
  const prepares = await preparerCorriges(tx, corriges);
  await enregistrerDossiers(
    tx,
    etablissementId,
    prepares.map(({ dossier: { id, idErpApprenant, anneeScolaire }, colonnes }) => ({
      id,
      idErpApprenant,
      anneeScolaire,
      ...colonnes,
    })),
  );
  if (prepares.some(({ dossier, colonnes }) => dossier.personne !== colonnes.personne)) {
    await repreparerPerimes(tx, etablissementId, "attendre");
  }
}
