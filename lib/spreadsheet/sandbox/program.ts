// The program of the sandbox: reads one file, says its rows, ends. It is given no secret, no database and no environment.
// Bundled by scripts/build-programs.mjs, so that it starts in a tenth of a second wherever the site runs.
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { ServiceError } from "@/lib/errors";
import { interpretFile } from "@/lib/spreadsheet/interpret-file";
import { interpretList } from "@/lib/spreadsheet/tba-list/interpret-list";
import type { SandboxOrder } from "./messages.types";
import { peakMemoryMb } from "./peak-memory";
import { sendMessage } from "./send-message";
import { startWatchdog } from "./watchdog";

/** A batch is sent when it has this many rows. A row of 62 fields makes some 2 kB. */
const BATCH_ROWS = 200;
const PROGRESS_ROWS = 1000;

/** What is to be read, and what a person said of it: this process's parent writes it, as JSON. Started ahead, it waits for it here; a parent that goes says nothing. */
const parseOrder = (text: string): SandboxOrder | null => (text === "" ? null : JSON.parse(text));

/** Hears of each row as it is read. */
function progressTeller(): () => void {
  let read = 0;
  return () => {
    read += 1;
    if (read % PROGRESS_ROWS === 0) sendMessage({ kind: "progress", rows: read });
  };
}

function sendInBatches<T>(rows: Iterable<T>, send: (batch: T[]) => void): void {
  let batch: T[] = [];
  for (const row of rows) {
    if (batch.push(row) < BATCH_ROWS) continue;
    send(batch);
    batch = [];
  }
  if (batch.length > 0) send(batch);
}

async function sendFile({ path, kind, task }: SandboxOrder): Promise<void> {
  const bytes = readFileSync(path);
  if (task.kind === "dossiers") {
    const { reading, identities, rows } = await interpretFile(bytes, kind, task.choices, progressTeller());
    sendMessage({ kind: "reading", reading });
    sendInBatches(identities(), (batch) => sendMessage({ kind: "identities", rows: batch }));
    sendInBatches(rows(), (batch) => sendMessage({ kind: "rows", rows: batch }));
  } else {
    const { list, lines } = await interpretList(bytes, task.fileName, progressTeller());
    sendMessage({ kind: "list", list });
    sendInBatches(lines, (batch) => sendMessage({ kind: "lines", lines: batch }));
  }
  sendMessage({ kind: "end", peakMb: peakMemoryMb() });
}

// A process that reads one file and ends: V8 would optimise from the first hundreds of rows what a small file has done with by then. An engine that does not know
// this goes on as it is.
setFlagsFromString("--interrupt-budget=500000");

const [memoryMb, deadlineMs] = process.argv.slice(2);
startWatchdog({ memoryMb: Number(memoryMb), deadlineMs: Number(deadlineMs) });
const order = parseOrder(readFileSync(0, "utf8"));
try {
  if (order !== null) await sendFile(order);
} catch (error) {
  if (!(error instanceof ServiceError)) throw error;
  sendMessage({ kind: "refusal", sentence: error.message, peakMb: peakMemoryMb() });
}
