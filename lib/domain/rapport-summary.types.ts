import type { Actor, Severity } from "./anomalie";
import type { ChampKey } from "./champs";
import type { EtatDossierValue } from "./etat";
import type { StatutTba } from "./statut.types";

/** A code on a field, with the wrong value («» when there is none): its dossiers, and those that nothing else blocks. */
export type CountedIssue = {
  code: string;
  champ: ChampKey;
  value: string;
  severity: Severity;
  actor: Actor;
  dossiers: number;
  unblocked: number;
};

/** A cause whose dossiers are counted, not listed (lib/domain/causes/cause.ts). */
export type CountedCause = {
  identity: string;
  code: string;
  champ: ChampKey;
  title: string;
  severity: Severity;
  actor: Actor;
  dossiers: number;
  unblocked: number;
};

/** The report of an établissement in figures, without a filter, on a day: what its page counts and lists, and what «À surveiller» counts. */
export type RapportSummary = {
  /** Another each time that the lines are renewed; absent from what was written before there was one. */
  version?: string;
  total: number;
  byEtat: Record<EtatDossierValue, number>;
  notShown: number;
  /** In the order of their folded text; at most one more than a list shows. */
  formations: string[];
  /** The années scolaires that dossiers are of, the latest first. */
  annees: string[];
  statuts: StatutTba[];
  soon: StatutTba[];
  causes: CountedCause[];
  toWatch: number;
};
