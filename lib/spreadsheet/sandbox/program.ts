// The program of the sandbox: reads one file, says its rows, ends. It is given no secret, no database and no environment.
// Bundled by scripts/build-sandbox.mjs, so that it starts in a tenth of a second wherever the site runs.
import { readFileSync } from "node:fs";
import { ServiceError } from "@/lib/errors";
import { withinBounds } from "@/lib/spreadsheet/bounds";
import { readRows } from "@/lib/spreadsheet/read-rows";
import { openTable, type SheetRow } from "@/lib/spreadsheet/sheet";
import { sendMessage } from "./send-message";
import { startWatchdog } from "./watchdog";

/** A batch is sent when it has this many rows, or this many characters. */
const BATCH_ROWS = 200;
const BATCH_CHARACTERS = 128 * 1024;

const refuse = (sentence: string) => new ServiceError("INVALID_INPUT", sentence);

const characters = ({ cells }: SheetRow) =>
  cells.reduce<number>((total, cell) => total + (typeof cell === "string" ? cell.length : 8), 0);

async function sendTable(path: string, fileName: string): Promise<void> {
  const { headings, rows } = await openTable(withinBounds(readRows(readFileSync(path), fileName)));
  if (headings.length === 0) throw refuse("Ce fichier est vide.");
  let batch: SheetRow[] = [];
  let size = 0;
  let sent = 0;
  const flush = () => {
    if (sent === 0) sendMessage({ kind: "headings", headings });
    sendMessage({ kind: "rows", rows: batch });
    sent += batch.length;
    batch = [];
    size = 0;
  };
  for await (const row of rows) {
    batch.push(row);
    size += characters(row);
    if (batch.length >= BATCH_ROWS || size >= BATCH_CHARACTERS) flush();
  }
  if (batch.length > 0) flush();
  if (sent === 0) throw refuse("Ce fichier ne contient aucune ligne sous ses en-têtes.");
  sendMessage({ kind: "end" });
}

const [path = "", fileName = "", memoryMb, deadlineMs] = process.argv.slice(2);
startWatchdog({ memoryMb: Number(memoryMb), deadlineMs: Number(deadlineMs) });
try {
  await sendTable(path, fileName);
} catch (error) {
  if (!(error instanceof ServiceError)) throw error;
  sendMessage({ kind: "refusal", sentence: error.message });
}
