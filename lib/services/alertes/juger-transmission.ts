import { jourDeParis } from "@/lib/services/jour-de-paris";
import type { DetailsAlerte, GenreAlerte } from "./alertes.types";

/** A closed run, as far as alerts are concerned. */
export type CourseJugee = {
  etat: "en-cours" | "terminee" | "interrompue" | "echouee";
  declencheur: "horloge" | "manuel";
  debut: Date;
  acceptes: number;
  refuses: number;
  nonEnvoyes: number;
  invalides: number;
  /** True when it only took up what another run had left. */
  reprise: boolean;
  erreur: string | null;
  /** True when the TBA said to its last call that the key is not valid. */
  cleRefusee: boolean;
};

export type Comparaison = { acceptes: number; invalides: number };
export type AlerteEnCours = { genre: GenreAlerte; ouverteLe: Date; details: DetailsAlerte };

/** What a run changes: alerts to open (or whose figures to refresh), alerts that are no longer true. */
export type Jugement = { ouvrir: { genre: GenreAlerte; details: DetailsAlerte }[]; fermer: GenreAlerte[] };

const RIEN: Jugement = { ouvrir: [], fermer: [] };
const PART_DE_LA_CHUTE = 0.2;
const CHUTE_MIN = 5;
/** After a week, a lower count is the usual one. */
const DUREE_CHUTE_MS = 7 * 24 * 3600_000;

function jugerCle(course: CourseJugee): Jugement {
  if (course.cleRefusee) {
    return { ouvrir: [{ genre: "cle-refusee", details: { jour: jourDeParis(course.debut) } }], fermer: [] };
  }
  return course.acceptes + course.refuses > 0 ? { ouvrir: [], fermer: ["cle-refusee", "cle-silencieuse"] } : RIEN;
}

function jugerFin(course: CourseJugee, definitif: boolean): Jugement {
  const { etat, cleRefusee, acceptes, nonEnvoyes, erreur } = course;
  if (etat === "terminee") return { ouvrir: [], fermer: ["transmission-echouee"] };
  if (!definitif || cleRefusee) return RIEN;
  const details = { jour: jourDeParis(course.debut), acceptes, nonEnvoyes, raison: erreur ?? "" };
  return { ouvrir: [{ genre: "transmission-echouee", details }], fermer: [] };
}

function jugerRefus({ etat, refuses, reprise, debut }: CourseJugee): Jugement {
  if (refuses > 0) {
    return { ouvrir: [{ genre: "refus-du-tba", details: { jour: jourDeParis(debut), refuses } }], fermer: [] };
  }
  return etat === "terminee" && !reprise ? { ouvrir: [], fermer: ["refus-du-tba"] } : RIEN;
}

/** While a fall is open, runs are measured against what there was before it; after a week, against the run before. */
function jugerChute(course: CourseJugee, precedente: Comparaison | null, chute: AlerteEnCours | undefined): Jugement {
  if (course.etat !== "terminee" || course.reprise || course.declencheur !== "horloge") return RIEN;
  const recente = chute !== undefined && course.debut.getTime() - chute.ouverteLe.getTime() < DUREE_CHUTE_MS;
  const avant = recente ? Number(chute.details.avant) : precedente?.acceptes;
  const invalidesAvant = recente ? Number(chute.details.invalidesAvant) : precedente?.invalides;
  if (avant === undefined || invalidesAvant === undefined) return RIEN;
  const { acceptes, invalides } = course;
  const perdus = avant - acceptes;
  if (perdus < CHUTE_MIN || perdus < avant * PART_DE_LA_CHUTE) return { ouvrir: [], fermer: ["chute-acceptes"] };
  const details = { jour: jourDeParis(course.debut), acceptes, avant, invalides, invalidesAvant };
  return { ouvrir: [{ genre: "chute-acceptes", details }], fermer: [] };
}

/** A run began after the alert that none did. */
function jugerVenue(course: CourseJugee, sansNuit: AlerteEnCours | undefined): Jugement {
  return sansNuit !== undefined && course.debut > sansNuit.ouverteLe ? { ouvrir: [], fermer: ["pas-de-nuit"] } : RIEN;
}

/**
 * What a closed run says of the établissement's alerts (product.md, «Alerts»).
 * `precedente` is the complete run by the clock before it; `enCours` are the open alerts; `definitif` is false when another
 * attempt follows by itself.
 */
export function jugerTransmission(
  course: CourseJugee,
  precedente: Comparaison | null,
  enCours: readonly AlerteEnCours[],
  definitif: boolean,
): Jugement {
  const ouverte = (genre: GenreAlerte) => enCours.find((alerte) => alerte.genre === genre);
  const jugements = [
    jugerVenue(course, ouverte("pas-de-nuit")),
    jugerCle(course),
    jugerFin(course, definitif),
    jugerRefus(course),
    jugerChute(course, precedente, ouverte("chute-acceptes")),
  ];
  return { ouvrir: jugements.flatMap((j) => j.ouvrir), fermer: jugements.flatMap((j) => j.fermer) };
}
