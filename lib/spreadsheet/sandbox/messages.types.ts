import type { TbaLine, TbaList } from "@/lib/domain/rapprochement/tba-list.types";
import type { FileReading, ReadingChoices, RowBatch } from "@/lib/spreadsheet/reading.types";

/** What the sandbox is asked to read in a file: dossiers, or a named list of the TBA, whose name says which. */
export type SandboxTask = { kind: "dossiers"; choices: ReadingChoices } | { kind: "tba-list"; fileName: string };

/**
 * What the sandbox says, in this order: how many rows it has read so far, the reading (or the list), batches of rows (or of its lines), the end; or, at
 * any point, why it stops, in a French sentence. `peakMb`: the most memory that it took.
 */
export type SandboxMessage =
  | { kind: "progress"; rows: number }
  | { kind: "reading"; reading: FileReading }
  | ({ kind: "rows" } & RowBatch)
  | { kind: "list"; list: TbaList }
  | { kind: "lines"; lines: TbaLine[] }
  | { kind: "end"; peakMb: number }
  | { kind: "refusal"; sentence: string; peakMb: number };
