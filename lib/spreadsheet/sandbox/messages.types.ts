import type { TbaLine, TbaList } from "@/lib/domain/rapprochement/tba-list.types";
import type { FileReading, ReadingChoices, RowIdentity, RowReading } from "@/lib/spreadsheet/reading.types";

/** What the sandbox is asked to read in a file: dossiers, or a named list of the TBA, whose name says which. */
export type SandboxTask = { kind: "dossiers"; choices: ReadingChoices } | { kind: "tba-list"; fileName: string };

/** All that is said to it: the file's place on this machine, of its name what tells its kind, and the task. */
export type SandboxOrder = { path: string; kind: string; task: SandboxTask };

/**
 * What the sandbox says, in this order: how many rows it has read so far, the reading (or the list), whose all its rows are, batch after batch, then these rows in the same batches (or its lines), the end; or, at
 * any point, why it stops, in a French sentence. `peakMb`: the most memory that it took.
 */
export type SandboxMessage =
  | { kind: "progress"; rows: number }
  | { kind: "reading"; reading: FileReading }
  | { kind: "identities"; rows: RowIdentity[] }
  | { kind: "rows"; rows: RowReading[] }
  | { kind: "list"; list: TbaList }
  | { kind: "lines"; lines: TbaLine[] }
  | { kind: "end"; peakMb: number }
  | { kind: "refusal"; sentence: string; peakMb: number };

/** The same as it is heard: rows stay the bytes that say them until somebody asks for them. */
export type HeardMessage = Exclude<SandboxMessage, { kind: "rows" }> | { kind: "rows"; bytes: Buffer };
