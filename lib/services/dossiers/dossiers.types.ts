import type { ActionState } from "@/lib/domain/action-state.types";
import type { Anomalie } from "@/lib/domain/anomalie";
import type { ChampKey } from "@/lib/domain/champs";
import type { Corrections } from "@/lib/domain/corrections";
import type { Day } from "@/lib/domain/day";
import type { DoubtCode } from "@/lib/domain/doubts";
import type { CorrectionOutcome } from "@/lib/domain/enumerations";
import type { EtatDossierValue } from "@/lib/domain/etat";
import type { Json, JsonObject } from "@/lib/domain/json";
import type { ExclusionState } from "@/lib/domain/kept-exclusion";
import type { OtherTbaDossiers } from "@/lib/domain/left-behind";
import type { StatutStep } from "@/lib/domain/statut.types";

/** Where a dossier stands on its way to the TBA, in three marks. Instants are ISO. */
export type TbaMarks = {
  /** The last answer of the TBA about it, whatever it said. */
  receivedAt: string | null;
  /** The last time that the TBA took it, and whether it took it as it is now. */
  acceptedAt: string | null;
  acceptedAsIs: boolean;
  /** Found in the TBA's named list by a rapprochement. */
  seenAt: string | null;
};

/** What the TBA got and said; `json` is null when the payload is not known. */
export type TbaSubmissions = {
  sent: { at: string; json: string | null } | null;
  refused: { messages: string[]; json: string | null } | null;
};

export type ChangedValue = { champ: ChampKey; before: Json; after: Json };

/** What happened to a dossier, told from the last to the first. `at` is an ISO instant, `by` a person's name. */
export type TimelineEvent =
  | { kind: "creation"; at: string }
  | { kind: "import"; at: string; by: string; importId: string; file: string }
  | { kind: "correction"; at: string; by: string; title: string; values: ChangedValue[]; undoneIso: string | null }
  | { kind: "correction-ended"; at: string; importId: string; outcome: CorrectionOutcome; value: ChangedValue }
  | {
      kind: "submission";
      at: string;
      by: string | null;
      outcome: "accepted" | "refused" | "not-sent" | "unanswered";
      messages: string[];
    };

/** The dossiers before and after in the filtered list; `rank` from 1. */
export type Neighbours = { previous: string | null; next: string | null; rank: number; total: number };

export type Dossier = {
  id: string;
  /** What the page holds to know that nobody changed the dossier meanwhile. */
  version: string;
  numero: number | null;
  apprenant: string;
  formation: string;
  employeur: string;
  anneeScolaire: string;
  /** False for pupils and trainees: kept, never sent. */
  apprenti: boolean;
  etat: EtatDossierValue;
  source: JsonObject;
  corrections: Corrections;
  /** What reading its file left in doubt, still to be said right or put right. */
  doubts: { key: string; code: DoubtCode; sentence: string }[];
  anomalies: Anomalie[];
  /** Null as well for who is no apprentice, and never was sent. */
  parcours: StatutStep[] | null;
  finFormation: Day | null;
  exclusion: ExclusionState;
  today: Day;
  marks: TbaMarks;
  submissions: TbaSubmissions;
  others: OtherTbaDossiers;
  history: TimelineEvent[];
  neighbours: Neighbours;
  canCorrect: boolean;
  /** Whether the person may extract and erase the apprentice's data. */
  canAdminister: boolean;
};

/** A field that somebody else changed meanwhile: what they put, what the person typed, as an input holds them. */
export type Conflict = { champ: ChampKey; theirs: string; mine: string; author: string };

/** What the dossier's form shows after it was sent: what the person typed and is not yet kept, by field, and the conflicts. */
export type DossierState = ActionState & { inputs: Partial<Record<ChampKey, string>>; conflicts: Conflict[] };

export type DossierAction = (previous: DossierState, data: FormData) => Promise<DossierState>;
