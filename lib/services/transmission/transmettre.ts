import { and, eq } from "drizzle-orm";
import { transmissions } from "@/db/schema/transmissions";
import { ErreurMetier } from "@/lib/errors";
import { logger } from "@/lib/logger";
import type { Contexte } from "@/lib/services/contexte";
import { verifierCouplesSansEchouer } from "@/lib/services/couples/verifier-couples";
import { journaliser } from "@/lib/services/journal/journaliser";
import { dechiffrerCle } from "@/lib/services/parametrage/dechiffrer-cle";
import type { ClientTba } from "@/lib/tba/client";
import { battre, compterIssues, ouvrirTransmission, TransmissionDepossedee } from "./carnet";
import { lireBilan } from "./lire-bilans";
import { parcourirLots } from "./parcourir-lots";
import { PATIENCE, type Patience } from "./patience";
import type { BilanTransmission } from "./transmission.types";
import { compterInvalides, listerEligibles } from "./trouver-dossiers";

const BATTEMENT_MS = 20_000;

export type Moyens = { tba: Pick<ClientTba, "transmettre" | "chercherOrganisme">; patience?: Patience };

/** Keeps the run alive in the eyes of others while it waits or calls. */
function entretenir(contexte: Contexte, transmissionId: string): () => void {
  const minuterie = setInterval(() => {
    battre(contexte.db, transmissionId).catch(() => {});
  }, BATTEMENT_MS);
  minuterie.unref();
  return () => clearInterval(minuterie);
}

async function cloturer(
  contexte: Contexte,
  transmissionId: string,
  etat: "terminee" | "echouee",
  erreur: string | null,
): Promise<void> {
  const { accepte, refuse, "non-envoye": nonEnvoyes } = await compterIssues(contexte.db, transmissionId);
  await contexte.db
    .update(transmissions)
    .set({
      etat,
      erreur,
      fin: new Date(),
      acceptes: accepte,
      refuses: refuse,
      nonEnvoyes,
      eligibles: accepte + refuse + nonEnvoyes,
    })
    .where(and(eq(transmissions.id, transmissionId), eq(transmissions.etat, "en-cours")));
}

/**
 * The night of one établissement: sends every valid dossier, stores each answer before it counts, and says what became of all.
 * The caller has checked who asks; a job calls it as well as a page.
 * Throws SAISIE_INVALIDE (no key), CONFLIT (one is under way). A failing TBA is no throw: the bilan says it.
 */
export async function transmettre(
  contexte: Contexte,
  etablissementId: string,
  declencheur: "horloge" | "manuel",
  { tba, patience = PATIENCE }: Moyens,
): Promise<BilanTransmission> {
  const { db } = contexte;
  const cle = await dechiffrerCle(db, etablissementId);
  if (cle === null) {
    throw new ErreurMetier(
      "SAISIE_INVALIDE",
      "Aucune clé du TBA n'est enregistrée : un administrateur doit la saisir d'abord.",
    );
  }
  const transmissionId = await ouvrirTransmission(contexte, etablissementId, declencheur);
  const arreterDEntretenir = entretenir(contexte, transmissionId);
  try {
    await verifierCouplesSansEchouer(contexte, etablissementId, tba);
    const eligibles = await listerEligibles(db, etablissementId);
    const invalides = await compterInvalides(db, etablissementId);
    await battre(db, transmissionId, { eligibles: eligibles.length, invalides });
    const course = { db, transmissionId, etablissementId, cle, tba, patience, rang: 0 };
    const arret = await parcourirLots(course, eligibles);
    await cloturer(contexte, transmissionId, arret === null ? "terminee" : "echouee", arret);
  } catch (erreur) {
    if (!(erreur instanceof TransmissionDepossedee)) {
      logger.error(
        { transmissionId, erreur: erreur instanceof Error ? erreur.message : "inconnue" },
        "transmission échouée",
      );
      await cloturer(contexte, transmissionId, "echouee", "Une erreur de Passerelle TBA a arrêté la transmission.");
    }
  } finally {
    arreterDEntretenir();
  }
  const bilan = await lireBilan(db, transmissionId);
  const { eligibles, acceptes, refuses, nonEnvoyes, invalides } = bilan;
  await journaliser(contexte, etablissementId, "transmission", { eligibles, acceptes, refuses, nonEnvoyes, invalides });
  return bilan;
}
