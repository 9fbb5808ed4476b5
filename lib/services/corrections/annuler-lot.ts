import { isDeepStrictEqual } from "node:util";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/base";
import { departs } from "@/db/schema/departs";
import { lignesCorrections } from "@/db/schema/lignes-corrections";
import { lotsCorrections } from "@/db/schema/lots-corrections";
import { ErreurMetier } from "@/lib/errors";
import { type Contexte, idActeur } from "@/lib/services/contexte";
import { estUuid } from "@/lib/services/est-uuid";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { journaliser } from "@/lib/services/journal/journaliser";
import { attendreSonTour, type DossierCorrige, ecrireCorriges, lireCorrigibles } from "./dossiers-corriges";
import { avecCorrection } from "./nouvelles-corrections";

export type LotAnnule = {
  titre: string;
  /** Dossiers put back as they were. */
  dossiers: number;
  /** Values that somebody, or the software, has changed since: left as they are. */
  conflits: number;
};

async function lireLot(tx: Db, etablissementId: string, lotId: string) {
  const [lot] = estUuid(lotId)
    ? await tx
        .select({ titre: lotsCorrections.titre, annuleLe: lotsCorrections.annuleLe })
        .from(lotsCorrections)
        .where(and(eq(lotsCorrections.id, lotId), eq(lotsCorrections.etablissementId, etablissementId)))
    : [];
  if (lot === undefined) throw new ErreurMetier("INTROUVABLE", "Cette correction n'existe pas.");
  if (lot.annuleLe !== null) throw new ErreurMetier("CONFLIT", "Cette correction est déjà annulée.");
  return lot;
}

/** The dossiers of a lot as they were before it, where nobody came after. */
async function remettre(tx: Db, etablissementId: string, lotId: string) {
  const lignes = await tx.select().from(lignesCorrections).where(eq(lignesCorrections.lotId, lotId));
  const lus = await lireCorrigibles(tx, etablissementId, [...new Set(lignes.map((l) => l.dossierId))]);
  const remis = new Map<string, DossierCorrige>(
    lus.map((dossier) => [dossier.id, { dossier, corrections: dossier.corrections }]),
  );
  let conflits = 0;
  for (const { dossierId, champ, avant, apres } of lignes) {
    const corrige = remis.get(dossierId);
    if (corrige === undefined || !isDeepStrictEqual(corrige.dossier.corrections[champ] ?? null, apres)) conflits += 1;
    else corrige.corrections = avecCorrection(corrige.corrections, champ, avant);
  }
  return { corriges: [...remis.values()].filter((c) => c.corrections !== c.dossier.corrections), conflits };
}

/**
 * Undoes corrections that were made in one gesture, in one transaction. A value that has changed since stays and is counted.
 * Throws INTROUVABLE, CONFLIT when it is already undone or when nothing of it is left to undo.
 */
export async function annulerLot(contexte: Contexte, uai: string, lotId: string): Promise<LotAnnule> {
  const { id: etablissementId } = await autoriser(contexte, uai, "gerer");
  return contexte.db.transaction(async (tx) => {
    await attendreSonTour(tx, etablissementId);
    const { titre } = await lireLot(tx, etablissementId, lotId);
    const { corriges, conflits } = await remettre(tx, etablissementId, lotId);
    if (corriges.length === 0) {
      throw new ErreurMetier("CONFLIT", "Il n'y a rien à annuler : toutes ces valeurs ont changé depuis.");
    }
    await ecrireCorriges(tx, etablissementId, corriges);
    // A departure that was declared by this gesture is no longer one.
    await tx.delete(departs).where(eq(departs.lotId, lotId));
    await tx
      .update(lotsCorrections)
      .set({ annuleLe: contexte.maintenant, annulePar: idActeur(contexte.acteur) })
      .where(eq(lotsCorrections.id, lotId));
    const details = { lot: lotId, dossiers: corriges.length, conflits };
    await journaliser({ ...contexte, db: tx }, etablissementId, "correction-annulee", details);
    return { titre, dossiers: corriges.length, conflits };
  });
}
