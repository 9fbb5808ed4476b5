import type { RapprochementChange, RapprochementProgress, ReadList } from "@/db/schema/rapprochements";
import type { Day } from "@/lib/domain/day";
import type { RapprochementState, TbaListType } from "@/lib/domain/enumerations";
import type { RapprochementCategory, Verdict } from "@/lib/domain/rapprochement/categories";
import type { ReconciledCounts } from "@/lib/domain/rapprochement/reconcile";
import type { StatutTba } from "@/lib/domain/statut.types";
import type { CauseMessage } from "@/lib/services/deblocage/deblocage.types";

/** A list that is kept. */
export type KeptList = { type: TbaListType; day: Day; file: string; lines: number };

/** A past rapprochement. `at` is an ISO instant. */
export type RapprochementSummary = {
  id: string;
  at: string;
  by: string;
  state: RapprochementState;
  lists: ReadList[];
  progress: RapprochementProgress | null;
  counts: ReconciledCounts | null;
  byCategory: Record<string, number>;
  change: RapprochementChange | null;
};

/** One line of a category: whom it is about as the software names them, and as the list does. */
export type RapprochementRow = Omit<Verdict, "category"> & {
  rank: number;
  dossierId: string | null;
  apprenant: string;
  formation: string;
  forecast: StatutTba | null;
  shown: { name: string; birth: Day | null; statut: StatutTba | null; formation: string } | null;
};

export type CategoryRows = { category: RapprochementCategory; total: number; rows: RapprochementRow[] };

/** What somebody said of a dossier and of whom a list names (`person`, hashed). `at` is an ISO instant. */
export type GivenAnswer = {
  dossierId: string;
  person: string;
  same: boolean;
  at: string;
  by: string;
  apprenant: string;
};

/** How far a rapprochement is. */
export type RapprochementStanding = { state: RapprochementState; progress: RapprochementProgress | null };

/** All that the page shows. `current` is the last one done. */
export type RapprochementPageData = {
  lists: KeptList[];
  moving: ({ id: string } & RapprochementStanding) | null;
  current: RapprochementSummary | null;
  categories: CategoryRows[];
  answers: GivenAnswer[];
  messages: CauseMessage[];
  history: RapprochementSummary[];
};
