import { ServiceError } from "@/lib/errors";
import { countKnownHeadings } from "@/lib/spreadsheet/headings/match-heading";
import type { RawRow, RawSheet, RawWorkbook } from "@/lib/spreadsheet/raw.types";
import { APOSTROPHE, csvRecords } from "./csv-records";
import { decodeText } from "./decode-text";

/** The usual ones, then those of software that fears to meet its separator in a name. */
const SEPARATORS = [";", ",", "\t", "|", "^", "~", "¤", "§", "¦"] as const;

/** Excel's own hint, alone on the first line: «sep=;». */
const CLUE = /^sep=(.)\r?\n/i;
/** The mark of old systems, after the last line. */
const END_OF_FILE = new RegExp(`${String.fromCharCode(26)}\\s*$`);
/** Rows among which the headings are looked for. */
const FIRST_ROWS = 30;
/** A text with more broken rows than this is no table. */
const MAX_MALFORMED = 1000;

/** Of the first rows under a separator, the most known headings of one, and the most cells. */
function measure(start: string, separator: string): { known: number; cells: number } {
  let [known, cells, rows] = [0, 0, 0];
  for (const record of csvRecords(start, separator)) {
    if (record === null) continue;
    known = Math.max(known, countKnownHeadings(record));
    cells = Math.max(cells, record.filter((cell) => cell.trim() !== "").length);
    if (++rows === FIRST_ROWS) break;
  }
  return { known, cells };
}

/** The separator under which a row of the first ones holds the most known headings; among equals, the most cells. */
function detectSeparator(text: string): string {
  const start = text.slice(0, 256 * 1024);
  const scores = SEPARATORS.map((separator) => {
    const { known, cells } = measure(start, separator);
    return known * 1000 + Math.min(cells, 999);
  });
  return SEPARATORS[scores.indexOf(Math.max(...scores))] ?? ";";
}

/** The quote of a text all of whose first lines are between apostrophes, as some databases write them; else the usual one. */
function detectQuote(text: string, separator: string): string {
  let rows = 0;
  for (const record of csvRecords(text.slice(0, 256 * 1024), separator)) {
    const [first = "", ...others] = record ?? [];
    if (!/^\s*'/.test(first) || !/'\s*$/.test(others.at(-1) ?? "")) return '"';
    if (++rows === FIRST_ROWS) break;
  }
  return rows > 1 ? APOSTROPHE : '"';
}

/** True for a text with separators that knows what its columns are: whatever its name says, it is no workbook gone wrong. */
export function holdsTable(bytes: Uint8Array): boolean {
  const start = decodeText(bytes.subarray(0, 256 * 1024)).text;
  return SEPARATORS.some((separator) => measure(start, separator).known >= 3);
}

const REASON = "ses guillemets ne vont pas par deux : on ne sait pas où finissent ses cellules.";
const unreadable = () =>
  new ServiceError(
    "INVALID_INPUT",
    "Ce fichier CSV est mal formé : trop de lignes ont un guillemet ouvert qui n'est pas refermé.",
  );

async function* readRows(
  records: Generator<string[] | null>,
  first: number,
  malformed: RawWorkbook["malformed"],
): AsyncGenerator<RawRow> {
  let numero = first;
  for (const cells of records) {
    if (cells !== null) yield { numero, cells, hidden: false, lost: [], width: cells.length };
    else if (malformed.push({ row: numero, reason: REASON }) > MAX_MALFORMED) throw unreadable();
    numero += 1;
  }
}

async function* onlySheet(sheet: RawSheet): AsyncGenerator<RawSheet> {
  yield sheet;
}

/**
 * A text file with separators (`;` `,` tab, `|` or rarer ones) in any encoding of our software, row by row; quoted cells may hold line breaks. Rows are
 * numbered as a spreadsheet shows them. Every cell is text. A row whose quotes are broken is in `malformed`, the next one is read.
 */
export function readCsv(bytes: Uint8Array): RawWorkbook {
  const { text: ended, encoding, damaged } = decodeText(bytes);
  const whole = ended.replace(END_OF_FILE, "");
  const clue = CLUE.exec(whole);
  const text = clue === null ? whole : whole.slice(clue[0].length);
  const notices: string[] = [];
  if (encoding !== "UTF-8")
    notices.push(`Les accents de ce fichier sont écrits en ${encoding} : ils ont été lus ainsi.`);
  if (damaged > 0) {
    const count =
      damaged === 1 ? "Un caractère est abîmé" : `${damaged.toLocaleString("fr-FR")} caractères sont abîmés`;
    notices.push(`${count} dans ce fichier : cherchez le signe « \uFFFD ».`);
  }
  const malformed: RawWorkbook["malformed"] = [];
  const separator = clue?.[1] ?? detectSeparator(text);
  const records = csvRecords(text, separator, detectQuote(text, separator));
  const rows = readRows(records, clue === null ? 1 : 2, malformed);
  const sheet: RawSheet = { name: "", hidden: false, rows, merges: [] };
  return { calendar1904: false, sheets: onlySheet(sheet), notices, malformed };
}
