import type { Day } from "@/lib/domain/day";
import type { ExplainedStep } from "@/lib/domain/explain-statuts";
import type { ExclusionState } from "@/lib/domain/kept-exclusion";
import type { StatutTba } from "@/lib/domain/statut.types";

/** What the TBA would show of a dossier on a day, and every change with its rule. */
export type DossierStatuts = {
  id: string;
  apprenant: string;
  formation: string;
  today: Day;
  /** The day asked about. */
  day: Day;
  /** Null when the dates of the training cannot be read. */
  shown: { statut: StatutTba; rule: string } | null;
  steps: ExplainedStep[];
  exclusion: ExclusionState;
};
