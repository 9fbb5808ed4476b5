import { tidyText } from "@/lib/domain/cells/tidy-text";
import { ServiceError } from "@/lib/errors";
import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import { countKnownHeadings, matchHeading } from "@/lib/spreadsheet/headings/match-heading";
import type { RawRow, RawSheet } from "@/lib/spreadsheet/raw.types";
import { boundBands, dropPageTitles } from "./bands";
import { ColumnValues } from "./column-values";
import type { FoundTable, TableHead } from "./find-table";
import { createRepeats, isOtherHeading } from "./heading-row";
import { createWidths, NO_ODD_LINES } from "./line-widths";
import type { ReadTable, TableColumn } from "./table.types";

const toHeader = (cell: RawRow["cells"][number] | undefined) =>
  isEmptyCell(cell) || cell === undefined || cell === null
    ? ""
    : tidyText(String(cell)).text.replace(/\s+/g, " ").trim().slice(0, 200);

/** «A» for 0, «AB» for 27. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnLetters(rest - 1) : "") + String.fromCharCode(65 + (index % 26));
}

const untitledName = (index: number) => `Colonne ${columnLetters(index)} (sans titre)`;

/** The title of a band stands over the columns up to the next one. */
function bandsOf(table: Pick<TableHead, "band">, width: number): string[] {
  let current = "";
  return Array.from({ length: width }, (_, index) => {
    const title = toHeader(table.band?.cells[index]);
    if (title !== "") current = title;
    return current;
  });
}

function openColumns(table: TableHead): TableColumn[] {
  const titles = table.heading.cells.map(toHeader);
  const bands = bandsOf(table, titles.length);
  const seen = new Map<string, number>();
  return titles.map((title, index) => {
    const name = title === "" ? untitledName(index) : title;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    // Under a band, «Début» comes twice and means two things: its name holds the band.
    const known = times > 1 && matchHeading(title, bands[index]) !== null && bands[index] !== "";
    const heading = times === 1 ? name : known ? `${bands[index]} : ${name}` : `${name} (${times})`;
    const column = { heading, band: bands[index] ?? "", index, cells: new ColumnValues() };
    return title === "" ? { ...column, untitled: true } : column;
  });
}

/** Gives the value of each merged block to all its rows, for blocks under the headings. */
function spreadMerges(table: ReadTable, merges: RawSheet["merges"]): void {
  const rankOf = new Map(table.numeros.map((numero, rank) => [numero, rank]));
  for (const { firstRow, lastRow, firstColumn } of merges) {
    const first = rankOf.get(firstRow);
    const column = table.columns[firstColumn];
    if (first === undefined || column === undefined || lastRow === firstRow) continue;
    const value = column.cells.values[column.cells.rankAt(first)] ?? null;
    if (isEmptyCell(value)) continue;
    const before = table.merged.cells;
    for (let rank = first + 1; rank < table.numeros.length && (table.numeros[rank] ?? 0) <= lastRow; rank++) {
      column.cells.set(rank, value);
      table.merged.cells += 1;
    }
    // A block over empty rows gives its value to nobody.
    if (table.merged.cells > before) table.merged.blocks += 1;
  }
}

const emptyTable = (sheet: string, found: TableHead): ReadTable => ({
  sheet,
  headingRow: found.heading.numero,
  known: found.known,
  columns: openColumns(found),
  numeros: [],
  hiddenRows: [],
  lost: [],
  merged: { blocks: 0, cells: 0 },
  above: found.above.map(({ numero, cells }) => ({
    row: numero,
    text: cells.map(toHeader).filter(Boolean).join(" · ").slice(0, 80),
  })),
  repeatedHeadings: 0,
  odd: NO_ODD_LINES,
});

function addRow(table: ReadTable, row: RawRow): void {
  const rank = table.numeros.push(row.numero) - 1;
  // A column that has no heading, further than the last one, has cells all the same.
  while (table.columns.length < row.cells.length) {
    const index = table.columns.length;
    const cells = new ColumnValues();
    for (let earlier = 0; earlier < rank; earlier++) cells.push(null);
    table.columns.push({ heading: untitledName(index), band: "", index, cells, untitled: true });
  }
  for (const column of table.columns) column.cells.push(row.cells[column.index] ?? null);
  if (row.hidden) table.hiddenRows.push(row.numero);
  for (const column of row.lost) table.lost.push({ row: rank, column });
}

/** A table without its rows yet, and what each of them is shown to. */
const startTable = (sheet: string, found: TableHead) => ({
  table: emptyTable(sheet, found),
  widths: createWidths(found.heading),
  repeats: createRepeats(found.heading),
});

/** More tables than the classes of a CFA: their headings alone would fill the memory. */
const MAX_TABLES = 500;

const tooMany = () =>
  new ServiceError(
    "INVALID_INPUT",
    `Une feuille de ce fichier a plus de ${MAX_TABLES} lignes de titres, toutes différentes de celles d'avant : partagez-la en plusieurs fichiers.`,
  );

/**
 * The tables of a sheet, from the headings of the first one to its last row: a row that repeats the headings is passed, one that has headings of its own
 * (`isHeading`) begins another table. Throws INVALID_INPUT when there are too many, and what reading its rows throws.
 */
export async function readTables(
  sheet: RawSheet,
  first: FoundTable,
  isHeading: (row: RawRow) => boolean = isOtherHeading,
): Promise<ReadTable[]> {
  let current = startTable(sheet.name, first);
  const started = [current];
  for await (const row of first.rows) {
    if (current.repeats(row)) current.table.repeatedHeadings += 1;
    else if (isHeading(row)) {
      if (started.length === MAX_TABLES) throw tooMany();
      const known = countKnownHeadings(row.cells);
      current = startTable(sheet.name, { heading: row, band: null, above: [], known });
      started.push(current);
    } else {
      addRow(current.table, row);
      current.widths.add(row);
    }
  }
  for (const { table, widths } of started) table.odd = widths.odd();
  const tables = started.map(({ table }) => table);
  // Only now are the merges of the sheet all known: how far each band goes, then which is the title of the page.
  boundBands(tables[0]?.columns ?? [], first.band, sheet.merges);
  dropPageTitles(tables[0]?.columns ?? []);
  for (const each of tables) {
    // Before any column goes: it finds them by their places in the sheet.
    spreadMerges(each, sheet.merges);
    // A column without a heading nor a cell is a margin of the sheet.
    each.columns = each.columns.filter(({ untitled, cells }) => !untitled || !cells.values.every(isEmptyCell));
    for (const { cells } of each.columns) cells.close();
  }
  return tables;
}
