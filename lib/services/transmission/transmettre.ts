import { ErreurMetier } from "@/lib/errors";
import { logger } from "@/lib/logger";
import type { Contexte } from "@/lib/services/contexte";
import { verifierCouplesSansEchouer } from "@/lib/services/couples/verifier-couples";
import { journaliser } from "@/lib/services/journal/journaliser";
import { dechiffrerCle } from "@/lib/services/parametrage/dechiffrer-cle";
import type { ClientTba } from "@/lib/tba/client";
import { MAX_DOSSIERS_PAR_APPEL } from "@/lib/tba/limites";
import { annoncer, INTERROMPUE, ouvrirTransmission, TransmissionDepossedee } from "./carnet";
import { type Cloture, cloturer } from "./cloturer";
import type { Arret } from "./envoyer-lot";
import { lireBilan } from "./lire-bilans";
import { parcourirLots } from "./parcourir-lots";
import { PATIENCE, type Patience } from "./patience";
import type { BilanTransmission } from "./transmission.types";
import { compterInvalides, listerEligibles } from "./trouver-dossiers";

export type Moyens = {
  tba: Pick<ClientTba, "transmettre" | "chercherOrganisme">;
  patience?: Patience;
  arret?: AbortSignal;
  /** Dossiers in a call, never more than the TBA takes. */
  parAppel?: number;
  /** The process's number (db/signe-de-vie.ts). */
  proprietaire?: number;
};

export type DemandeDeCourse = {
  declencheur: "horloge" | "manuel";
  par: string | null;
  nuitId: string | null;
  /** Only what the last run left. */
  reprise: boolean;
};

/** What must follow: nothing; another attempt at once, because we were stopped; another one later, because the TBA is down. */
export type Suite = "aucune" | "reprendre" | "reporter";
export type Course = { bilan: BilanTransmission; suite: Suite };

const JAMAIS = new AbortController().signal;
const ERREUR_INTERNE: Cloture = { etat: "echouee", erreur: "Une erreur de Passerelle TBA a arrêté la transmission." };

function clotureDe(arret: Arret | null): Cloture {
  if (arret === null) return { etat: "terminee", erreur: null };
  return arret.genre === "arret" ? INTERROMPUE : { etat: "echouee", erreur: arret.raison };
}

const SUITES = { "cle-refusee": "aucune", panne: "reporter", arret: "reprendre" } as const;

async function courir(
  contexte: Contexte,
  etablissementId: string,
  transmissionId: string,
  cle: string,
  depuis: Date | null,
  { tba, patience = PATIENCE, arret = JAMAIS, parAppel = MAX_DOSSIERS_PAR_APPEL }: Moyens,
): Promise<Suite> {
  const { db } = contexte;
  try {
    await verifierCouplesSansEchouer(contexte, etablissementId, tba);
    const eligibles = await listerEligibles(db, etablissementId, depuis);
    const ids = eligibles.map((d) => d.id);
    await annoncer(db, transmissionId, ids, await compterInvalides(db, etablissementId));
    const course = { db, transmissionId, etablissementId, cle, tba, patience, arret, parAppel, rang: 0 };
    const fin = await parcourirLots(course, eligibles);
    const aNous = await db.transaction((tx) => cloturer(tx, transmissionId, clotureDe(fin)));
    return fin === null || !aNous ? "aucune" : SUITES[fin.genre];
  } catch (erreur) {
    if (erreur instanceof TransmissionDepossedee) return "aucune";
    logger.error({ transmissionId, name: erreur instanceof Error ? erreur.name : "inconnue" }, "transmission échouée");
    await db.transaction((tx) => cloturer(tx, transmissionId, ERREUR_INTERNE));
    return "reporter";
  }
}

/**
 * The night of one établissement: sends every valid dossier, stores each answer before it counts, and says what became of all.
 * The queue lets one run at a time for an établissement. Throws SAISIE_INVALIDE (no key), and what the database throws when it is
 * gone: the run is then closed by the next one. A failing TBA is no throw: the bilan says it.
 */
export async function transmettre(
  contexte: Contexte,
  etablissementId: string,
  { reprise, ...demande }: DemandeDeCourse,
  moyens: Moyens,
): Promise<Course> {
  const { db } = contexte;
  const cle = await dechiffrerCle(db, etablissementId);
  if (cle === null) {
    throw new ErreurMetier(
      "SAISIE_INVALIDE",
      "Aucune clé du TBA n'est enregistrée : un administrateur doit la saisir d'abord.",
    );
  }
  const proprietaire = moyens.proprietaire ?? null;
  const { id, depuis } = await ouvrirTransmission(contexte, etablissementId, { ...demande, proprietaire }, reprise);
  const suite = await courir(contexte, etablissementId, id, cle, depuis, moyens);
  const bilan = await lireBilan(db, id);
  const { eligibles, acceptes, refuses, nonEnvoyes, invalides } = bilan;
  await journaliser(contexte, etablissementId, "transmission", { eligibles, acceptes, refuses, nonEnvoyes, invalides });
  return { bilan, suite };
}
