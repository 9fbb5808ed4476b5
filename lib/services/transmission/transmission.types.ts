/** What a transmission did, as pages show it. Counts add up: eligibles = acceptes + refuses + nonEnvoyes. */
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
  /** Why it stopped before the end, in French. */
  erreur: string | null;
};
