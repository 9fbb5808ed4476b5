import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import { csvRecords } from "@/lib/spreadsheet/formats/csv-records";
import { countKnownHeadings } from "@/lib/spreadsheet/headings/match-heading";
import type { RawRow } from "@/lib/spreadsheet/raw.types";

/** Those that a spreadsheet of another country leaves in its cells. */
const SEPARATORS = [",", ";", "\t", "|"] as const;
/** Known headings that a cell must hold to be a line of them. */
const MIN_KNOWN = 3;
/** What the spreadsheet itself takes for the end of a cell, where a line held one. */
const CUT_AT = ";";
/** The rows among which the headings are looked for. */
const FIRST_ROWS = 30;
/** More than any cell holds, and any line of a list: bounds.ts refuses it as it is. */
const MAX_LINE = 32_767;

const filled = ({ cells }: RawRow) => cells.filter((cell) => !isEmptyCell(cell));

/** The row whose cells are a line of text, with the cells of that line and their number, which tells one that is shifted; as it is when its quotes are broken. */
function splitLine(row: RawRow, separator: string): RawRow {
  const last = row.cells.findLastIndex((cell) => !isEmptyCell(cell));
  const line = row.cells
    .slice(0, last + 1)
    .map((cell) => (isEmptyCell(cell) ? "" : String(cell)))
    .join(CUT_AT);
  if (line.length > MAX_LINE) return row;
  const [cells, more] = [...csvRecords(line, separator)];
  return cells === undefined || cells === null || more !== undefined ? row : { ...row, cells, width: cells.length };
}

function separatorWithin(rows: readonly RawRow[]): string | null {
  if (rows.some(({ cells }) => countKnownHeadings(cells) >= MIN_KNOWN)) return null;
  for (const row of rows) {
    const [text, ...others] = filled(row);
    if (typeof text !== "string" || others.length > 0) continue;
    const isHeading = (sign: string) => countKnownHeadings(splitLine(row, sign).cells) >= MIN_KNOWN;
    const found = SEPARATORS.find((sign) => text.includes(sign) && isHeading(sign));
    if (found !== undefined) return found;
  }
  return null;
}

async function* passOn(first: readonly RawRow[], rest: AsyncIterator<RawRow>, separator: string | null) {
  const open = (row: RawRow) => (separator === null ? row : splitLine(row, separator));
  try {
    for (const row of first) yield open(row);
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield open(next.value);
  } finally {
    await rest.return?.();
  }
}

/**
 * The rows of a sheet; where its first column holds whole lines, as when a csv of another country is opened and saved (headings that we know are all in one cell), with
 * the cells of these lines. `separator`: what parts them there, null for any other sheet. Throws what `rows` throws.
 */
export async function openLines(
  rows: AsyncIterable<RawRow>,
): Promise<{ rows: AsyncIterable<RawRow>; separator: string | null }> {
  const iterator = rows[Symbol.asyncIterator]();
  const first: RawRow[] = [];
  for (let known = 0; known < FIRST_ROWS; ) {
    const next = await iterator.next();
    if (next.done === true) break;
    first.push(next.value);
    if (filled(next.value).length > 0) known += 1;
    // An empty sheet of a million rows has no heading further on.
    if (first.length >= FIRST_ROWS * FIRST_ROWS) break;
  }
  const separator = separatorWithin(first);
  return { rows: passOn(first, iterator, separator), separator };
}
