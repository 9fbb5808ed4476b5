import { sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import { lotsCorrections } from "@/db/schema/lots-corrections";
import type { Json } from "@/lib/dossier/json";
import { ErreurMetier } from "@/lib/errors";
import { type Contexte, idActeur } from "@/lib/services/contexte";
import { estUuid } from "@/lib/services/est-uuid";
import { propreARanger } from "@/lib/services/imports/propre-a-ranger";
import { journaliser } from "@/lib/services/journal/journaliser";
import { attendreSonTour, ecrireCorriges, lireCorrigibles } from "./dossiers-corriges";
import { type Changement, type LigneChangee, nouvellesCorrections } from "./nouvelles-corrections";

function valeurARanger(valeur: Json | undefined): Json | undefined {
  return valeur === undefined ? undefined : propreARanger({ valeur }).valeur;
}

async function ecrireLignes(tx: Db, lotId: string, lignes: readonly LigneChangee[]): Promise<void> {
  const enSql = lignes.map(({ dossierId, champ, avant, apres }) => ({ dossier_id: dossierId, champ, avant, apres }));
  await tx.execute(sql`insert into lignes_corrections (lot_id, dossier_id, champ, avant, apres)
    select ${lotId}::uuid, r.dossier_id, r.champ, r.avant, r.apres
    from jsonb_to_recordset(${JSON.stringify(enSql)}::jsonb)
      as r(dossier_id uuid, champ text, avant jsonb, apres jsonb)`);
}

/**
 * The ONE function that writes corrections: changes the dossiers, runs the pipeline, keeps the gesture (lot and lines) so that it can be
 * undone, and writes it down in the journal, all in the transaction `tx` that it is given. The caller has authorised and has checked the
 * values. `titre` is French and names nobody. Answers the lot and how many dossiers changed.
 * Throws INTROUVABLE when a dossier is not of this établissement, SAISIE_INVALIDE when nothing would change; nothing is written then.
 */
export async function appliquerCorrections(
  tx: Db,
  contexte: Contexte,
  etablissementId: string,
  geste: { genre: "dossier" | "masse" | "depart"; titre: string },
  changements: readonly Changement[],
): Promise<{ lotId: string; dossiers: number }> {
  await attendreSonTour(tx, etablissementId);
  const ids = [...new Set(changements.map(({ dossierId }) => dossierId))];
  const lus = ids.every((id) => estUuid(id)) ? await lireCorrigibles(tx, etablissementId, ids) : [];
  if (lus.length < ids.length) throw new ErreurMetier("INTROUVABLE", "Ce dossier n'existe pas.");
  const propres = changements.map((c) => ({ ...c, valeur: valeurARanger(c.valeur) }));
  const { corriges, lignes } = nouvellesCorrections(lus, propres);
  if (lignes.length === 0) {
    throw new ErreurMetier("SAISIE_INVALIDE", "Il n'y a rien à enregistrer : aucune valeur n'a changé.");
  }
  await ecrireCorriges(tx, etablissementId, corriges);
  const [lot] = await tx
    .insert(lotsCorrections)
    .values({
      etablissementId,
      le: contexte.maintenant,
      par: idActeur(contexte.acteur),
      ...geste,
      dossiers: corriges.length,
    })
    .returning({ id: lotsCorrections.id });
  if (lot === undefined) throw new Error("Le lot de corrections n'a pas été enregistré.");
  await ecrireLignes(tx, lot.id, lignes);
  const details = { lot: lot.id, genre: geste.genre, dossiers: corriges.length, valeurs: lignes.length };
  await journaliser({ ...contexte, db: tx }, etablissementId, "correction", details);
  return { lotId: lot.id, dossiers: corriges.length };
}
