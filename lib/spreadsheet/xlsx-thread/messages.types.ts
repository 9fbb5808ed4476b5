import type { MessagePort } from "node:worker_threads";
import type { XlsxFrame } from "@/lib/spreadsheet/xlsx.types";

/** A workbook to write: its sheets without their rows, and the port by which rows go in and bytes come out. Whoever closes it gives up. */
export type XlsxJob = { frames: readonly XlsxFrame[]; port: MessagePort };

/** To the thread: some more rows of a sheet, by its rank (JSON: many times faster to copy than as many cells); room for some more bytes. */
export type ToThread = { kind: "rows"; sheet: number; rows: string; last: boolean } | { kind: "room" };

/** From the thread: it can take more rows of a sheet, by its rank; bytes of the workbook; its end; why it stops. */
export type FromThread =
  | { kind: "more"; sheet: number }
  | { kind: "bytes"; bytes: Uint8Array<ArrayBuffer> }
  | { kind: "end" }
  | { kind: "failure"; reason: string };
