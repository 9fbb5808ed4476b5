import type { ImportEffect, ImportProgress } from "@/db/schema/imports";
import type { ChampKey } from "@/lib/domain/champs";
import type { Doubt } from "@/lib/domain/doubts";
import type { ImportRowKind, ImportState } from "@/lib/domain/enumerations";
import type { Json } from "@/lib/domain/json";
import type { SharedChamp } from "@/lib/domain/shared-champs";
import type { ImportSummary } from "@/lib/services/imports/imports.types";
import type { ColumnQuestions } from "@/lib/services/imports/reading/needs-columns";
import type { ColumnReading, ReadingChoices, SheetReading } from "@/lib/spreadsheet/reading.types";

/** What the table of a preview shows: the words are those of its address (`voir`). */
export const PREVIEW_VIEWS = ["a-confirmer", "nouveaux", "modifies", "inchanges", "absents", "ecartes"] as const;
export type PreviewView = (typeof PREVIEW_VIEWS)[number];

/** A field of a row that an import changes, or that stops it and may be typed again. */
export type PreviewChange = { champ: ChampKey; before: Json; after: Json };
export type PreviewField = { champ: ChampKey; value: Json };

/** What stops the dossier of a row, and the fields that it is about. */
export type PreviewStop = { sentence: string; champs: readonly ChampKey[] };

export type PreviewRow = {
  rank: number;
  sheet: string;
  row: number;
  kind: ImportRowKind;
  apprenant: string;
  dossierId: string | null;
  /** The person whom the dossier names now, for a row that carries their identifier. */
  knownAs: string | null;
  reason: string | null;
  changes: PreviewChange[];
  questions: Doubt[];
  blocked: boolean;
  /** Why it is, besides the questions: a sentence each. */
  stops: string[];
  toMend: PreviewField[];
};

/** A dossier of the last file that this one lacks. */
export type PreviewAbsent = { id: string; apprenant: string; formation: string };

export type PreviewTable = {
  view: PreviewView;
  counts: Record<PreviewView, number>;
  page: number;
  pages: number;
  rows: PreviewRow[];
  absents: PreviewAbsent[];
};

/** What was understood of a file: its sheets, its columns, what was found or tidied. */
export type PreviewReading = {
  sheets: SheetReading[];
  columns: ColumnReading[];
  notices: string[];
  questions: ColumnQuestions;
  choices: ReadingChoices;
  /** The remembered matching that served. */
  matching: string | null;
};

/** A field that no column of the file gives, and that some dossiers would lose. */
export type EmptiedField = { champ: ChampKey; dossiers: number };

export type ImportDetail = {
  summary: ImportSummary;
  progress: ImportProgress | null;
  effect: ImportEffect | null;
  reading: PreviewReading | null;
  /** Of the fields that no column tells and all the rows may share: what is typed in an input, for a person who may import. */
  proposed: Partial<Record<SharedChamp, string>>;
  table: PreviewTable | null;
  /** Of a preview: how many rows somebody answered about, or mended: reading the file again forgets it. */
  answered: number;
  /** Of a preview: what the file would empty, having no column for it. */
  emptied: EmptiedField[];
  /** Of a preview: how many dossiers that the TBA has would be second ones there (lib/domain/left-behind.ts). */
  moved: number;
  /** The same file, applied last when this one came: when, as an ISO instant, and whether it still is. */
  sameAs: { id: string; at: string; isLast: boolean } | null;
  /** It is the last applied one, and nothing was undone. */
  undoable: boolean;
};

/** How far an import is, for the page that follows it. */
export type ImportStanding = { state: ImportState; progress: ImportProgress | null };

const MOVING: readonly ImportState[] = ["received", "reading", "applying"];

/** True while a job works on an import, or is about to: the page changes by itself. */
export const isImportMoving = ({ state }: Pick<ImportStanding, "state">): boolean => MOVING.includes(state);
