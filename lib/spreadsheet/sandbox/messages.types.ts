import type { FileReading, RowReading } from "@/lib/spreadsheet/reading.types";

/**
 * What the sandbox says, in this order: how many rows it has read so far, the reading, batches of rows, the end; or, at any point, why it stops, in a
 * French sentence. `peakMb`: the most memory that it took.
 */
export type SandboxMessage =
  | { kind: "progress"; rows: number }
  | { kind: "reading"; reading: FileReading }
  | { kind: "rows"; rows: RowReading[] }
  | { kind: "end"; peakMb: number }
  | { kind: "refusal"; sentence: string; peakMb: number };
