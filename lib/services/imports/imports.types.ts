import type { ChampKey } from "@/lib/domain/champs";
import type { CorrectionOutcome, ImportState } from "@/lib/domain/enumerations";
import type { Json } from "@/lib/domain/json";

/** A row that was left out, and why, in French. `row` is its number in the sheet, from 1; imports of old have no sheet. */
export type RowSetAside = { sheet?: string; row: number; reason: string };

/** What an import did, or would do. */
export type ImportSummary = {
  id: string;
  state: ImportState;
  file: string;
  /** In bytes; null for those of old, and so is the fingerprint. */
  size: number | null;
  sha256: string | null;
  /** Why it was refused, or could not be applied. */
  refusal: string | null;
  /** ISO instant. */
  at: string;
  by: string;
  rows: number;
  created: number;
  modified: number;
  unchanged: number;
  /** What became of the corrections that staff had made: they hold, the software now says the same, or it says something else. */
  correctionsKept: number;
  correctionsSettled: number;
  correctionsOverridden: number;
  nonApprentis: number;
  setAside: RowSetAside[];
  ignoredColumns: string[];
};

/** One page of the files of an établissement, the newest first. */
export type ImportList = { rows: ImportSummary[]; total: number; page: number; pages: number };

/** A correction that an import ended: which dossier, which field, our value and the software's, as a screen shows them. */
export type EndedCorrection = {
  dossierId: string;
  apprenant: string;
  champ: ChampKey;
  outcome: CorrectionOutcome;
  corrected: Json;
  received: Json;
};

/**
 * What the last imports did to corrections, for the note of the morning after. `imports`: how many of them ended some; `links`: the last of these, the newest first,
 * `at` being an ISO instant; `kept`: those that hold, when it is one alone.
 */
export type ImportNote = {
  links: { importId: string; at: string }[];
  imports: number;
  kept: number;
  settled: number;
  overridden: number;
};
