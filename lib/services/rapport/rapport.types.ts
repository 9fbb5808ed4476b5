import type { Anomalie } from "@/lib/domain/anomalie";
import type { Day } from "@/lib/domain/day";
import type { EtatDossierValue } from "@/lib/domain/etat";
import type { StatutTba } from "@/lib/domain/statut.types";
import type { DeblocagePlan } from "@/lib/services/deblocage/deblocage.types";
import type { ImportNote } from "@/lib/services/imports/imports.types";
import type { Progress } from "@/lib/services/transmissions/transmissions.types";

/** The columns of the report, by the names that the URL gives them. */
export const RAPPORT_COLUMNS = [
  "numero",
  "formation",
  "apprenant",
  "statut",
  "employeur",
  "debut",
  "fin",
  "etat",
] as const;
export type RapportColumn = (typeof RAPPORT_COLUMNS)[number];

/** What the report is searched by: its columns, and the année scolaire, which has none. */
export const RAPPORT_SEARCHES = [...RAPPORT_COLUMNS, "annee"] as const;
export type RapportSearch = (typeof RAPPORT_SEARCHES)[number];

/** The values searched, by name: any one of them is enough. None is blank; under «Formation» and «État» only there are several. */
export type RapportSearches = Partial<Record<RapportSearch, readonly string[]>>;

/** As many values as one search may have: a list under a heading is never longer. */
export const MAX_CHOICES = 40;

/** In the search under «Statut sur TBA»: dossiers that take this status by themselves within 30 days. */
export const SOON_PREFIX = "bientot-";

/** What the URL asks for: searches, a sort, a page (from 1). */
export type RapportFilters = {
  searches: RapportSearches;
  sort: RapportColumn;
  direction: "asc" | "desc";
  page: number;
};

/** Of a dossier that the TBA received: whether it took it as it is now, and whether it was seen there. */
export type RowMarks = { accepted: boolean; seen: boolean };

/** One line of the report. */
export type RapportRow = {
  id: string;
  numero: number;
  formation: string;
  apprenant: string;
  /** Null when the dates of the training cannot be read. */
  statut: StatutTba | null;
  /** Since which day it has this status, null when it has had no other. */
  since: Day | null;
  nextChange: { day: Day; statut: StatutTba } | null;
  employeur: string;
  debut: Day | null;
  fin: Day | null;
  etat: EtatDossierValue;
  anomalies: Anomalie[];
  /** Null when the TBA never answered about it. */
  marks: RowMarks | null;
  /** What the TBA said when it refused a dossier that we thought valid. */
  tbaMessages: string[];
};

/** Of the last run that went to its end, and of the last dossiers that came in; null before the first. */
export type LastDays = { transmission: Day | null; received: Day | null };

export type Rapport = {
  rows: RapportRow[];
  /** All the apprentices of the établissement. */
  total: number;
  /** Those that the filters keep. */
  filters: number;
  pages: number;
  perPage: number;
  byEtat: Record<EtatDossierValue, number>;
  /** Of those that the TBA took, how many it will show nowhere. */
  notShown: number;
  /** The lists under the headings where values are few. */
  choice: {
    formation: string[] | null;
    statut: StatutTba[];
    soon: StatutTba[];
    etat: EtatDossierValue[];
    /** The latest first. */
    annee: string[];
  };
  last: LastDays;
};

/** The lines that go to the printer, all on one page. */
export type PrintedRapport = {
  name: string;
  uai: string;
  choice: Rapport["choice"];
  searches: RapportSearches;
  /** How many lines the filters keep; `rows` has them all, unless they are too many for paper. */
  kept: number;
  rows: RapportRow[];
  today: Day;
};

/** All that the report page shows of an établissement, but the last correction, which has a loader of its own. */
export type RapportPageData = {
  rapport: Rapport;
  /** The causes of the dossiers that the filters keep. */
  plan: DeblocagePlan;
  filters: RapportFilters;
  today: Day;
  /** The last transmission, running or done, and what waits in the queue. */
  progress: Progress;
  /** When the page was made, as an ISO instant. */
  now: string;
  /** What the last import did to corrections, when it ended some. */
  importNote: ImportNote | null;
  keySaved: boolean;
  /** The hour of the clock that sends valid dossiers by itself («02:00»; «non» when a clock from outside does); null when none will. */
  nextNight: string | null;
  permissions: { imports: boolean; transmit: boolean; settings: boolean };
  links: { dashboard: string; fullRapport: string; corrections: string };
};
