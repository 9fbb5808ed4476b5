import { eq } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import { clesTba } from "@/db/schema/cles-tba";
import { ErreurMetier } from "@/lib/errors";
import { type Contexte, idActeur } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { type DemandeTransmission, FILE_TRANSMISSION, PRIORITE_MANUELLE } from "./file-d-attente";

/**
 * «Transmettre maintenant», or «Relancer» what the last run left (`reprise`): the night's job, before the others.
 * One that waits for its turn, or for the TBA to be back, is brought forward. Throws SAISIE_INVALIDE (no key), CONFLIT (under way).
 */
export async function demanderTransmission(
  contexte: Contexte,
  uai: string,
  boss: PgBoss,
  { reprise }: { reprise: boolean },
): Promise<void> {
  const { id: etablissementId } = await autoriser(contexte, uai, "gerer");
  const cles = await contexte.db.$count(clesTba, eq(clesTba.etablissementId, etablissementId));
  if (cles === 0) {
    throw new ErreurMetier(
      "SAISIE_INVALIDE",
      "Aucune clé du TBA n'est enregistrée : un administrateur doit la saisir d'abord.",
    );
  }
  const data: DemandeTransmission = {
    etablissementId,
    declencheur: "manuel",
    par: idActeur(contexte.acteur),
    nuitId: null,
    reprise,
    reports: 0,
  };
  const voulu = { singletonKey: etablissementId, priority: PRIORITE_MANUELLE };
  const { updated } = await boss.update(FILE_TRANSMISSION, data, { ...voulu, startAfter: new Date() });
  if (updated > 0) return;
  if ((await boss.send(FILE_TRANSMISSION, data, voulu)) === null) {
    throw new ErreurMetier(
      "CONFLIT",
      "Une transmission est déjà en cours pour cet établissement : attendez qu'elle finisse.",
    );
  }
}
