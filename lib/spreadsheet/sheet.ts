import type { Cell } from "@/lib/domain/parse-value";

/** A row of a sheet: its number as a spreadsheet shows it (from 1), and one cell for each heading. */
export type SheetRow = { numero: number; cells: Cell[] };

/** What a file holds: the headings of its first row that is not empty, and the rows under it that are not empty. */
export type Sheet = { headings: string[]; rows: SheetRow[] };

const isEmpty = (cell: Cell | undefined) =>
  cell === undefined || cell === null || (typeof cell === "string" && cell.trim() === "");

const toHeader = (cell: Cell) => (cell === null ? "" : String(cell).replace(/\s+/g, " ").trim());

/** Headings and rows out of raw rows: empty rows are skipped, cells beyond the last heading are left out. */
export function buildSheet(rawRows: Iterable<SheetRow>): Sheet {
  let headings: string[] | null = null;
  const rows: SheetRow[] = [];
  for (const { numero, cells } of rawRows) {
    if (cells.every(isEmpty)) continue;
    if (headings === null) {
      headings = cells.map(toHeader);
      while (headings.at(-1) === "") headings.pop();
      continue;
    }
    const aligned = headings.map((_, column) => cells[column] ?? null);
    if (!aligned.every(isEmpty)) rows.push({ numero, cells: aligned });
  }
  return { headings: headings ?? [], rows };
}
