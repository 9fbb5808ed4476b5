import type { Actor } from "@/lib/domain/anomalie";
import type { Day } from "@/lib/domain/day";
import type { StatutStep } from "@/lib/domain/statut.types";
import type { Entry } from "./match-people.types";

/** What is known of an apprentice's dossier on our side. */
export type DossierFacts = Entry & {
  id: string;
  anneeScolaire: string;
  uais: readonly string[];
  parcours: readonly StatutStep[] | null;
  exclusion: { own: Day | null; kept: Day | null; sent: boolean };
  /** The first blocking anomaly, and what keeps the TBA from showing it; null when there is none. */
  blocking: { sentence: string; actor: Actor } | null;
  hidden: "COUPLE_INCONNU" | "ORGANISME_FERME" | null;
  /** What the TBA said of what it refused as it is now; null when it did not. */
  refusal: string | null;
  /** When the TBA first answered about it, and last took it. */
  receivedOn: Day | null;
  acceptedOn: Day | null;
};
