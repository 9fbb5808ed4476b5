import type { SheetRow } from "@/lib/spreadsheet/sheet";

/** What the sandbox says, in this order: the headings, batches of rows, the end; or, at any point, why it stops, in a French sentence. */
export type SandboxMessage =
  | { kind: "headings"; headings: string[] }
  | { kind: "rows"; rows: SheetRow[] }
  | { kind: "end" }
  | { kind: "refusal"; sentence: string };
