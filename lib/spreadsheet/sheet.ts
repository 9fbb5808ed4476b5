import type { Cell } from "@/lib/domain/parse-value";

/** A row of a sheet: its number as a spreadsheet shows it (from 1), and its cells; under headings, one for each of them. */
export type SheetRow = { numero: number; cells: Cell[] };

/** What a file holds: the headings of its first row that is not empty, and the rows under it that are not empty, in batches. */
export type Sheet = { headings: string[]; batches: AsyncIterable<SheetRow[]> | Iterable<SheetRow[]> };

/** True for what a person sees as an empty cell: nothing, or blanks. */
export const isEmptyCell = (cell: Cell | undefined) =>
  cell === undefined || cell === null || (typeof cell === "string" && cell.trim() === "");

const toHeader = (cell: Cell) => (cell === null ? "" : String(cell).replace(/\s+/g, " ").trim());

/** Headings and rows out of raw rows, as they come: empty rows are skipped, cells beyond the last heading are left out. */
export type Table = { headings: string[]; rows: AsyncGenerator<SheetRow> };

async function* alignedRows(rawRows: AsyncIterator<SheetRow>, columns: number): AsyncGenerator<SheetRow> {
  for (let next = await rawRows.next(); next.done !== true; next = await rawRows.next()) {
    const { numero, cells } = next.value;
    const aligned = Array.from({ length: columns }, (_, column) => cells[column] ?? null);
    if (!aligned.every(isEmptyCell)) yield { numero, cells: aligned };
  }
}

/** The table that raw rows make; no heading when all are empty. Throws what `rawRows` throws. */
export async function openTable(rawRows: AsyncGenerator<SheetRow>): Promise<Table> {
  for (let next = await rawRows.next(); next.done !== true; next = await rawRows.next()) {
    const headings = next.value.cells.map(toHeader);
    while (headings.at(-1) === "") headings.pop();
    if (headings.length > 0) return { headings, rows: alignedRows(rawRows, headings.length) };
  }
  return { headings: [], rows: alignedRows(rawRows, 0) };
}
