import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import { countKnownHeadings } from "@/lib/spreadsheet/headings/match-heading";
import { isOthersBand } from "@/lib/spreadsheet/headings/others-band";
import type { RawRow } from "@/lib/spreadsheet/raw.types";
import { joinHeadings } from "./heading-row";

/** The rows among which the headings are looked for. */
const FIRST_ROWS = 30;

/**
 * What stands at the top of a table: the row of its headings, the row above it (a band of group titles, when there is one), and what stands above and is not
 * read. `known`: how many fields its headings tell.
 */
export type TableHead = { heading: RawRow; band: RawRow | null; above: readonly RawRow[]; known: number };

/** A sheet seen as a table: its head, and the rows under it, one by one. */
export type FoundTable = TableHead & { rows: AsyncGenerator<RawRow> };

/** Words of the name of somebody else, over several headings. */
const LONGEST_BAND = 3;

const filledCells = ({ cells }: RawRow) => cells.filter((cell) => !isEmptyCell(cell)).length;

/** Headings that we know nothing of are texts, all different, one for nearly each column. */
function looksLikeHeadings(row: RawRow, next: RawRow | undefined): boolean {
  const texts = row.cells.filter((cell): cell is string => typeof cell === "string" && cell.trim() !== "");
  const wide = next === undefined ? 0 : filledCells(next);
  return (
    texts.length >= 2 &&
    texts.length === filledCells(row) &&
    new Set(texts.map((text) => text.trim().toLowerCase())).size === texts.length &&
    texts.length >= wide * 0.6 &&
    texts.every((text) => text.length <= 80 && !/^[\d/.\-: ]+$/.test(text))
  );
}

/** «Maître d'apprentissage» over the last columns alone; what stands over the first one, or says more, is the title of the page. */
function isLoneBand({ cells }: RawRow): boolean {
  const at = cells.findIndex((cell) => !isEmptyCell(cell));
  const title = String(cells[at] ?? "").trim();
  return at > 0 && title.split(/\s+/).length <= LONGEST_BAND && isOthersBand(title);
}

async function* rowsAfter(first: readonly RawRow[], rest: AsyncIterator<RawRow>): AsyncGenerator<RawRow> {
  yield* first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    if (filledCells(next.value) > 0) yield next.value;
  }
}

/** The headings that the row at `at` makes with the next one, or with the one before. */
function onTwoRows(rows: readonly RawRow[], at: number): { upper: number; joined: RawRow } | null {
  for (const upper of [at, at - 1]) {
    const [above, below] = [rows[upper], rows[upper + 1]];
    const joined = above === undefined || below === undefined ? null : joinHeadings(above, below);
    if (joined !== null) return { upper, joined };
  }
  return null;
}

/**
 * The table of a sheet: of its first filled rows, the one with the most known headings; when there is none, the first that looks like headings. Null
 * when the sheet is empty or holds no table. `countKnown`: how many headings a row holds that one knows. Throws what `rows` throws.
 */
export async function findTable(
  rows: AsyncIterable<RawRow>,
  countKnown: (cells: RawRow["cells"]) => number = countKnownHeadings,
): Promise<FoundTable | null> {
  const iterator = rows[Symbol.asyncIterator]();
  const first: RawRow[] = [];
  while (first.length < FIRST_ROWS) {
    const next = await iterator.next();
    if (next.done === true) break;
    if (filledCells(next.value) > 0) first.push(next.value);
  }
  const counts = first.map(({ cells }) => countKnown(cells));
  const known = Math.max(0, ...counts);
  const at = known > 0 ? counts.indexOf(known) : first.findIndex((row, i) => looksLikeHeadings(row, first[i + 1]));
  const heading = first[at];
  if (heading === undefined) {
    await iterator.return?.();
    return null;
  }
  const twoRows = countKnown === countKnownHeadings && known > 0 ? onTwoRows(first, at) : null;
  if (twoRows !== null) {
    const { upper, joined } = twoRows;
    const rows = rowsAfter(first.slice(upper + 2), iterator);
    return { heading: joined, band: first[upper] ?? null, above: first.slice(0, upper), known, rows };
  }
  const above = first.slice(0, at);
  const last = above.at(-1);
  const isBand =
    last !== undefined && last.numero === heading.numero - 1 && (filledCells(last) > 1 || isLoneBand(last));
  const band = isBand ? last : null;
  return { heading, band, above, known, rows: rowsAfter(first.slice(at + 1), iterator) };
}
