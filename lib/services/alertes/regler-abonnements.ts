import { eq } from "drizzle-orm";
import type { Db } from "@/db/base";
import { abonnements } from "@/db/schema/abonnements";
import { appartenances } from "@/db/schema/appartenances";
import { ErreurMetier } from "@/lib/errors";
import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { journaliser } from "@/lib/services/journal/journaliser";
import { CHOIX_DE_LA_PERSONNE } from "./abonne-a";
import type { GenreAbonnement } from "./alertes.types";
import { genresSuivis } from "./lire-abonnements";
import { GENRES_ABONNEMENT } from "./phrases-alerte";

/** What a person of the établissement shall be mailed for. */
export type ReglageAbonnement = { utilisateurId: string; genres: readonly string[] };

const estConnu = (genre: string): genre is GenreAbonnement => GENRES_ABONNEMENT.some((connu) => connu === genre);

async function lireActuels(tx: Db, etablissementId: string): Promise<Map<string, GenreAbonnement[]>> {
  const lus = await tx
    .select({ id: appartenances.utilisateurId, role: appartenances.role, choisis: abonnements.genres })
    .from(appartenances)
    .leftJoin(abonnements, CHOIX_DE_LA_PERSONNE)
    .where(eq(appartenances.etablissementId, etablissementId));
  return new Map(lus.map(({ id, role, choisis }) => [id, genresSuivis(role, choisis)]));
}

/** Those that change something; a person left as they were keeps following their role. */
function changements(actuels: Map<string, GenreAbonnement[]>, reglages: readonly ReglageAbonnement[]) {
  return reglages.flatMap(({ utilisateurId, genres }) => {
    const suivis = actuels.get(utilisateurId);
    if (suivis === undefined || !genres.every(estConnu)) {
      throw new ErreurMetier("SAISIE_INVALIDE", "La liste des personnes a changé : rechargez la page et recommencez.");
    }
    const voulus = GENRES_ABONNEMENT.filter((genre) => genres.includes(genre));
    return voulus.join() === suivis.join() ? [] : [{ utilisateurId, genres: voulus }];
  });
}

/** Who is mailed, for what, in an établissement. Answers how many people changed. Throws SAISIE_INVALIDE for a person of another one. */
export async function reglerAbonnements(
  contexte: Contexte,
  uai: string,
  reglages: readonly ReglageAbonnement[],
): Promise<number> {
  const { id: etablissementId } = await autoriser(contexte, uai, "administrer");
  return contexte.db.transaction(async (tx) => {
    const changes = changements(await lireActuels(tx, etablissementId), reglages);
    for (const { utilisateurId, genres } of changes) {
      await tx
        .insert(abonnements)
        .values({ etablissementId, utilisateurId, genres })
        .onConflictDoUpdate({ target: [abonnements.etablissementId, abonnements.utilisateurId], set: { genres } });
    }
    if (changes.length > 0) {
      await journaliser({ ...contexte, db: tx }, etablissementId, "alertes-reglees", { personnes: changes.length });
    }
    return changes.length;
  });
}
