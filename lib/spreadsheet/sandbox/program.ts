// The program of the sandbox: reads one file, says its rows, ends. It is given no secret, no database and no environment.
// Bundled by scripts/build-sandbox.mjs, so that it starts in a tenth of a second wherever the site runs.
import { readFileSync } from "node:fs";
import { ServiceError } from "@/lib/errors";
import { interpretFile } from "@/lib/spreadsheet/interpret-file";
import type { ReadingChoices, RowReading } from "@/lib/spreadsheet/reading.types";
import { sendMessage } from "./send-message";
import { startWatchdog } from "./watchdog";

/** A batch is sent when it has this many rows. A row of 62 fields makes some 2 kB. */
const BATCH_ROWS = 200;
const PROGRESS_ROWS = 1000;

/** What a person said of the file: this process's parent writes it, as JSON. */
const parseChoices = (text: string): ReadingChoices => JSON.parse(text);

const peakMb = () => Math.round(process.resourceUsage().maxRSS / 1024);

async function sendFile(path: string, fileName: string): Promise<void> {
  let read = 0;
  const onRow = () => {
    read += 1;
    if (read % PROGRESS_ROWS === 0) sendMessage({ kind: "progress", rows: read });
  };
  const { reading, rows } = await interpretFile(
    readFileSync(path),
    fileName,
    parseChoices(readFileSync(0, "utf8")),
    onRow,
  );
  sendMessage({ kind: "reading", reading });
  let batch: RowReading[] = [];
  for (const row of rows()) {
    if (batch.push(row) < BATCH_ROWS) continue;
    sendMessage({ kind: "rows", rows: batch });
    batch = [];
  }
  if (batch.length > 0) sendMessage({ kind: "rows", rows: batch });
  sendMessage({ kind: "end", peakMb: peakMb() });
}

const [path = "", fileName = "", memoryMb, deadlineMs] = process.argv.slice(2);
startWatchdog({ memoryMb: Number(memoryMb), deadlineMs: Number(deadlineMs) });
try {
  await sendFile(path, fileName);
} catch (error) {
  if (!(error instanceof ServiceError)) throw error;
  sendMessage({ kind: "refusal", sentence: error.message, peakMb: peakMb() });
}
