// The program of the thread that writes workbooks: several at a time, each row after row as its port brings them. Bundled by
// scripts/build-programs.mjs, exceljs included, so that it starts in a tenth of a second.
import { readlinkSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { basename } from "node:path";
import { PassThrough } from "node:stream";
import { type MessagePort, parentPort } from "node:worker_threads";
import { reportCells, type ToldDossier } from "@/lib/domain/report-cells";
import type { XlsxCell, XlsxFrame } from "@/lib/spreadsheet/xlsx.types";
import { createInbox } from "./inbox";
import type { FromThread, ToThread, XlsxJob } from "./messages.types";
import { writeWorkbook } from "./write-workbook";

/** Bytes that wait here for their reader, at most, before rows wait too. */
const READY_BYTES = 64 * 1024;

/** Pages go before workbooks, which take what is left. Linux alone gives each thread a priority; elsewhere, nothing depends on it. */
function yieldToPages(): void {
  try {
    setPriority(Number(basename(readlinkSync("/proc/thread-self"))), constants.priority.PRIORITY_LOW);
  } catch {
    // Not Linux, or not allowed.
  }
}

type Slice = { rows: string; last: boolean };

/** The archive is pressed elsewhere, and comes back between two turns of the loop only: without them, a whole sheet would wait for it in memory. */
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** Slices on their way or waiting here: the site makes them between two pages, and this thread has something to write meanwhile. */
const SLICES_AHEAD = 3;

/** The rows of a sheet; the next ones are asked for while those in hand are written. */
async function* rowsOf(
  { told }: Pick<XlsxFrame, "told">,
  ask: () => void,
  next: () => Promise<Slice>,
): AsyncGenerator<readonly XlsxCell[]> {
  for (let n = 0; n < SLICES_AHEAD; n++) ask();
  for (;;) {
    const { rows, last } = await next();
    if (!last) ask();
    if (told === undefined) yield* JSON.parse(rows) as XlsxCell[][];
    else for (const one of JSON.parse(rows) as ToldDossier[]) yield reportCells(one, told.day);
    await nextTurn();
    if (last) return;
  }
}

async function writeInto(port: MessagePort, frames: readonly XlsxFrame[]): Promise<void> {
  const say = (message: FromThread, moved: ArrayBuffer[] = []) => port.postMessage(message, moved);
  const output = new PassThrough({ highWaterMark: READY_BYTES });
  const room = createInbox<true>();
  // One for each sheet: what was asked ahead and comes after its last row is nobody's.
  const slices = frames.map(() => createInbox<Slice>());
  port.on("message", (message: ToThread) => {
    if (message.kind === "rows") slices[message.sheet]?.put(message);
    else room.put(true);
  });
  port.once("close", () => output.destroy());
  const sheets = slices.map(({ take }, sheet) => {
    const frame = frames[sheet] as XlsxFrame;
    return { ...frame, rows: rowsOf(frame, () => say({ kind: "more", sheet }), take) };
  });
  writeWorkbook(sheets, output).catch((error: unknown) => {
    output.destroy(error instanceof Error ? error : new Error("Écriture du classeur interrompue"));
  });
  for await (const chunk of output) {
    await room.take();
    // Copied: a buffer of the archive may share its memory with others, and memory that is moved is gone from here.
    const bytes = new Uint8Array(chunk as Buffer);
    say({ kind: "bytes", bytes }, [bytes.buffer]);
  }
  say({ kind: "end" });
}

yieldToPages();
parentPort?.on("message", ({ frames, port }: XlsxJob) => {
  writeInto(port, frames).catch((error: unknown) => {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
    port.postMessage({ kind: "failure", reason } satisfies FromThread);
    port.close();
  });
});
parentPort?.postMessage("ready");
