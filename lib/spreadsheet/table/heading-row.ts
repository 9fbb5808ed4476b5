import type { Cell } from "@/lib/domain/parse-value";
import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import { compactHeading, countKnownHeadings, matchHeading } from "@/lib/spreadsheet/headings/match-heading";
import type { RawRow } from "@/lib/spreadsheet/raw.types";

const plain = (cell: Cell | undefined) => (isEmptyCell(cell) ? "" : compactHeading(String(cell)));

const startsWithFigure = (text: string) => text.charCodeAt(0) >= 48 && text.charCodeAt(0) <= 57;

/** Tells the rows that say again the headings of their table. */
export function createRepeats(heading: RawRow): (row: RawRow) => boolean {
  const titles = heading.cells.map(plain);
  const first = titles.findIndex((title) => title !== "");
  const shortest = titles[first]?.length ?? 0;
  return ({ cells }) => {
    const cell = cells[first];
    // Most rows differ at their first cell.
    if (typeof cell !== "string" || cell.length < shortest || startsWithFigure(cell)) return false;
    return titles.every((title, index) => title === plain(cells[index]));
  };
}

const MIN_KNOWN = 3;

/**
 * True for a row that is the headings of another table: words only, most of them known. A row of somebody soon comes to a number or a date, which is all
 * that is looked at of most.
 */
export function isOtherHeading({ cells }: RawRow): boolean {
  let filled = 0;
  for (const cell of cells) {
    if (cell === null || cell === "") continue;
    if (typeof cell !== "string" || startsWithFigure(cell)) return false;
    filled += 1;
  }
  if (filled < MIN_KNOWN) return false;
  const known = countKnownHeadings(cells);
  return known >= MIN_KNOWN && known >= filled / 2;
}

const known = (titles: readonly Cell[], bands: readonly Cell[]) => {
  let band = "";
  const fields = titles.flatMap((title, index) => {
    const above = bands[index];
    if (!isEmptyCell(above)) band = String(above);
    return typeof title !== "string" || isEmptyCell(title) ? [] : (matchHeading(title, band)?.field ?? []);
  });
  return new Set(fields).size;
};

/**
 * Headings on two rows, one cell of which holds a title over both («Nom», «Prénom») and another a title over several («Contrat 1» over «Début» and
 * «Fin»): one row of them, that of the lower. Null when the two together hardly say more than one of them. Titles of the upper row fill what the lower
 * leaves empty.
 */
export function joinHeadings(upper: RawRow, lower: RawRow): RawRow | null {
  if (lower.numero !== upper.numero + 1) return null;
  const isWord = (cell: Cell) => isEmptyCell(cell) || (typeof cell === "string" && !startsWithFigure(cell));
  if (!upper.cells.every(isWord) || !lower.cells.every(isWord)) return null;
  const width = Math.max(upper.cells.length, lower.cells.length);
  const cells = Array.from({ length: width }, (_, index): Cell => {
    const below = lower.cells[index];
    return isEmptyCell(below) ? (upper.cells[index] ?? null) : (below ?? null);
  });
  const alone = Math.max(known(upper.cells, []), known(lower.cells, upper.cells));
  return known(cells, upper.cells) >= alone + 2 ? { ...lower, cells } : null;
}
