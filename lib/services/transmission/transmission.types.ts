/** What a transmission did, as pages show it. Counts add up once it is over: eligibles = acceptes + refuses + nonEnvoyes. */
export type BilanTransmission = {
  id: string;
  etat: "en-cours" | "terminee" | "interrompue" | "echouee";
  declencheur: "horloge" | "manuel";
  /** Who asked for it, null for the clock. */
  par: string | null;
  /** ISO instants. */
  debut: string;
  fin: string | null;
  eligibles: number;
  acceptes: number;
  refuses: number;
  nonEnvoyes: number;
  invalides: number;
  /** What it waits for just now, in French. */
  attente: string | null;
  /** The run that it took up where it stopped. */
  repriseDe: string | null;
  /** Why it stopped before the end, in French. */
  erreur: string | null;
};

/** What the job queue holds for an établissement: nothing, a transmission about to start, or one put off until `le` (ISO instant). */
export type EtatFile =
  | { genre: "rien" }
  | { genre: "attente" }
  | { genre: "en-cours" }
  | { genre: "prevue"; le: string };

/** What a page follows while a transmission runs. */
export type Progression = { transmission: BilanTransmission | null; file: EtatFile };

/** True while something is under way, or about to be: a page then follows it. */
export function bouge({ transmission, file }: Progression): boolean {
  return transmission?.etat === "en-cours" || file.genre === "attente" || file.genre === "en-cours";
}

/** One page of the runs of an établissement, the last one first. */
export type ListeTransmissions = {
  lignes: BilanTransmission[];
  total: number;
  page: number;
  pages: number;
  file: EtatFile;
};

/** One HTTP call of a run. ISO instants; `genre` null while it is unanswered. */
export type AppelLu = {
  rang: number;
  tentative: number;
  dossiers: number;
  octets: number;
  demandeLe: string;
  reponduLe: string | null;
  statutHttp: number | null;
  genre: string | null;
  raison: string | null;
  acceptes: number;
  refuses: number;
};

export type IssueDossier = "accepte" | "refuse" | "non-envoye" | "sans-reponse";

/** What became of one dossier in a run. */
export type DossierDeCourse = {
  id: string;
  apprenant: string;
  formation: string;
  issue: IssueDossier;
  messages: string[];
};

export type DetailTransmission = {
  bilan: BilanTransmission;
  appels: AppelLu[];
  /** The dossiers of the chosen call; without one, those that were not accepted. */
  appel: number | null;
  dossiers: { lignes: DossierDeCourse[]; total: number; page: number; pages: number };
  file: EtatFile;
};
