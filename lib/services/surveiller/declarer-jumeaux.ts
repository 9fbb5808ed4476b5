import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { Db } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";
import { jumeaux } from "@/db/schema/jumeaux";
import { ErreurMetier } from "@/lib/errors";
import { type Contexte, idActeur } from "@/lib/services/contexte";
import { attendreSonTour } from "@/lib/services/corrections/dossiers-corriges";
import { repreparerPerimes } from "@/lib/services/dossiers/repreparer";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { journaliser } from "@/lib/services/journal/journaliser";

type Paire = { premier: string; second: string };

/** In the order in which the table keeps them. */
const ranger = (a: string, b: string): Paire => (a < b ? { premier: a, second: b } : { premier: b, second: a });

/** The same name and the same birth under both identifiers, in this établissement. */
async function memePersonne(tx: Db, etablissementId: string, { premier, second }: Paire): Promise<boolean> {
  const lus = await tx
    .selectDistinct({ identifiant: dossiers.idErpApprenant, personne: dossiers.personne })
    .from(dossiers)
    .where(
      and(
        eq(dossiers.etablissementId, etablissementId),
        inArray(dossiers.idErpApprenant, [premier, second]),
        isNotNull(dossiers.personne),
      ),
    );
  return lus.some(
    (a) => a.identifiant === premier && lus.some((b) => b.identifiant === second && b.personne === a.personne),
  );
}

/**
 * «Ce sont des jumeaux»: these two identifiers are two people, once and for all. Their dossiers are prepared again without the doubt.
 * Throws INTERDIT, INTROUVABLE when they are not a possible duplicate of this établissement.
 */
export async function declarerJumeaux(contexte: Contexte, uai: string, a: string, b: string): Promise<void> {
  const { id: etablissementId } = await autoriser(contexte, uai, "gerer");
  const paire = ranger(a, b);
  await contexte.db.transaction(async (tx) => {
    await attendreSonTour(tx, etablissementId);
    if (a === b || !(await memePersonne(tx, etablissementId, paire))) {
      throw new ErreurMetier("INTROUVABLE", "Ces deux dossiers ne sont plus pris pour la même personne.");
    }
    await tx
      .insert(jumeaux)
      .values({ etablissementId, ...paire, le: contexte.maintenant, par: idActeur(contexte.acteur) })
      .onConflictDoNothing();
    await repreparerPerimes(tx, etablissementId, "attendre");
    await journaliser({ ...contexte, db: tx }, etablissementId, "jumeaux");
  });
}

/** Takes it back: the doubt returns. Throws INTERDIT, INTROUVABLE. */
export async function annulerJumeaux(contexte: Contexte, uai: string, a: string, b: string): Promise<void> {
  const { id: etablissementId } = await autoriser(contexte, uai, "gerer");
  const { premier, second } = ranger(a, b);
  await contexte.db.transaction(async (tx) => {
    await attendreSonTour(tx, etablissementId);
    const retires = await tx
      .delete(jumeaux)
      .where(
        and(eq(jumeaux.etablissementId, etablissementId), eq(jumeaux.premier, premier), eq(jumeaux.second, second)),
      )
      .returning({ premier: jumeaux.premier });
    if (retires.length === 0) throw new ErreurMetier("INTROUVABLE", "Cette réponse est déjà annulée.");
    await repreparerPerimes(tx, etablissementId, "attendre");
    await journaliser({ ...contexte, db: tx }, etablissementId, "jumeaux-annules");
  });
}
