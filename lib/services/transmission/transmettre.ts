import type { Db } from "@/db/base";
import { ErreurMetier } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { alerterApresTransmission } from "@/lib/services/alertes/apres-transmission";
import type { Contexte } from "@/lib/services/contexte";
import { journaliser } from "@/lib/services/journal/journaliser";
import type { ClientTba } from "@/lib/tba/client";
import { MAX_DOSSIERS_PAR_APPEL } from "@/lib/tba/limites";
import { INTERROMPUE, ouvrirTransmission, TransmissionDepossedee } from "./carnet";
import { type Cloture, cloturer } from "./cloturer";
import type { Arret } from "./course";
import { type Creneaux, SANS_LIMITE } from "./creneaux";
import { finirSansHistoire } from "./finir-sans-histoire";
import { lireBilan } from "./lire-bilans";
import { parcourirLots } from "./parcourir-lots";
import { PATIENCE, type Patience } from "./patience";
import { preparerCourse } from "./preparer-course";
import type { Recensement } from "./trouver-dossiers";

export type Moyens = {
  tba: Pick<ClientTba, "transmettre">;
  patience?: Patience;
  arret?: AbortSignal;
  /** Dossiers in a call, never more than the TBA takes. */
  parAppel?: number;
  /** How many calls may be under way at once in this process, all établissements together. */
  creneaux?: Creneaux;
  /** The process's number (db/signe-de-vie.ts). */
  proprietaire?: number;
};

export type DemandeDeCourse = {
  declencheur: "horloge" | "manuel";
  par: string | null;
  nuitId: string | null;
  /** Only what the last run left. */
  reprise: boolean;
  /** Put off several times already: if the TBA is still down, people must know. */
  insistante?: boolean;
};

/** What must follow: nothing; another attempt at once, because we were stopped; another one later, because the TBA is down. */
export type Suite = "aucune" | "reprendre" | "reporter";
export type FinDeCourse = { transmissionId: string; suite: Suite };

const JAMAIS = new AbortController().signal;
const ERREUR_INTERNE: Cloture = { etat: "echouee", erreur: "Une erreur de Passerelle TBA a arrêté la transmission." };

function clotureDe(arret: Arret | null): Cloture {
  if (arret === null) return { etat: "terminee", erreur: null };
  return arret.genre === "arret" ? INTERROMPUE : { etat: "echouee", erreur: arret.raison };
}

const SUITES = { "cle-refusee": "aucune", panne: "reporter", arret: "reprendre" } as const;

/** Closes the run and tells those who must know, together. False when it was no longer ours. */
function finir(db: Db, transmissionId: string, cloture: Cloture, definitif: boolean): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await cloturer(tx, transmissionId, cloture))) return false;
    await alerterApresTransmission(tx, transmissionId, new Date(), definitif);
    return true;
  });
}

type CourseOuverte = {
  etablissementId: string;
  transmissionId: string;
  cle: string;
  insistante: boolean;
} & Pick<Recensement, "eligibles" | "premiers">;

async function courir(
  db: Db,
  { etablissementId, transmissionId, cle, insistante, eligibles, premiers }: CourseOuverte,
  { tba, patience = PATIENCE, arret = JAMAIS, parAppel = MAX_DOSSIERS_PAR_APPEL, creneaux = SANS_LIMITE }: Moyens,
): Promise<Suite> {
  try {
    const course = { db, transmissionId, etablissementId, cle, tba, patience, arret, creneaux, parAppel, rang: 0 };
    const fin = await parcourirLots(course, eligibles, premiers);
    if (fin === null && (await finirSansHistoire(db, transmissionId))) return "aucune";
    const suite = fin === null ? "aucune" : SUITES[fin.genre];
    const aNous = await finir(db, transmissionId, clotureDe(fin), suite === "aucune" || insistante);
    return aNous ? suite : "aucune";
  } catch (erreur) {
    if (erreur instanceof TransmissionDepossedee) return "aucune";
    logger.error({ transmissionId, name: erreur instanceof Error ? erreur.name : "inconnue" }, "transmission échouée");
    await finir(db, transmissionId, ERREUR_INTERNE, insistante);
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
  { reprise, insistante = false, ...demande }: DemandeDeCourse,
  moyens: Moyens,
): Promise<FinDeCourse> {
  const { db } = contexte;
  const { cle, etatPrecedent } = await preparerCourse(db, etablissementId);
  if (cle === null) {
    throw new ErreurMetier(
      "SAISIE_INVALIDE",
      "Aucune clé du TBA n'est enregistrée : un administrateur doit la saisir d'abord.",
    );
  }
  const proprietaire = moyens.proprietaire ?? null;
  const { parAppel = MAX_DOSSIERS_PAR_APPEL } = moyens;
  const ouverte = await ouvrirTransmission(
    contexte,
    etablissementId,
    { ...demande, proprietaire },
    { reprise, parAppel, etatPrecedent },
  );
  const transmissionId = ouverte.id;
  const suite = await courir(db, { etablissementId, transmissionId, cle, insistante, ...ouverte }, moyens);
  // The night is in the list of transmissions; the journal says what people did.
  if (contexte.acteur.genre === "personne") {
    const { eligibles, acceptes, refuses, nonEnvoyes, invalides } = await lireBilan(db, transmissionId);
    const comptes = { eligibles, acceptes, refuses, nonEnvoyes, invalides };
    await journaliser(contexte, etablissementId, "transmission", comptes);
  }
  return { transmissionId, suite };
}
