import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import { compactHeading, matchHeading } from "@/lib/spreadsheet/headings/match-heading";
import { ColumnValues } from "./column-values";
import type { ReadTable, TableColumn } from "./table.types";

/** More lists than a page holds beside one another. */
const MAX_LISTS = 20;
/** What openColumns adds to a heading that comes again. */
const REPEATED = / \(\d+\)$/;

/** A heading as the file writes it, without what tells it from the same one before it. */
function titleOf({ heading, band, untitled }: TableColumn): string {
  if (untitled === true) return "";
  const own = band !== "" && heading.startsWith(`${band} : `) ? heading.slice(band.length + 3) : heading;
  return own.replace(REPEATED, "");
}

/** How many times the headings are said, one list after the other, each with somebody's birth date; 1 for any other table. */
function countLists(titles: readonly string[]): number {
  const compact = titles.map(compactHeading);
  for (let lists = 2; lists <= MAX_LISTS && lists * 2 <= titles.length; lists++) {
    const width = titles.length / lists;
    if (!Number.isInteger(width) || !compact.every((title, at) => title !== "" && title === compact[at % width]))
      continue;
    const isBirth = (title: string) => matchHeading(title)?.field === "date_de_naissance_apprenant";
    if (titles.slice(0, width).filter(isBirth).length === 1) return lists;
  }
  return 1;
}

function partOf(table: ReadTable, from: number, width: number, titles: readonly string[]): ReadTable {
  const columns = table.columns.slice(from, from + width);
  const rows = table.numeros.flatMap((_, row) =>
    columns.some(({ cells }) => !isEmptyCell(cells.values[cells.rankAt(row)])) ? [row] : [],
  );
  const rankOf = new Map(rows.map((row, rank) => [row, rank]));
  const ranks = (old: ReadonlySet<number>) => new Set([...old].flatMap((row) => rankOf.get(row) ?? []));
  const places = new Set(columns.map(({ index }) => index));
  return {
    ...table,
    columns: columns.map((column, at) => {
      const cells = new ColumnValues();
      for (const row of rows) cells.push(column.cells.values[column.cells.rankAt(row)] ?? null);
      cells.close();
      return { ...column, heading: titles[at] ?? "", cells };
    }),
    numeros: rows.map((row) => table.numeros[row] ?? 0),
    lost: table.lost.flatMap(({ row, column }) => {
      const rank = rankOf.get(row);
      return rank === undefined || !places.has(column) ? [] : [{ row: rank, column }];
    }),
    odd: { shifted: ranks(table.odd.shifted), cut: ranks(table.odd.cut) },
    // What is told of the whole is told once.
    ...(from > 0 && { hiddenRows: [], above: [], merged: { blocks: 0, cells: 0 }, repeatedHeadings: 0 }),
  };
}

/**
 * The lists that a sheet has beside one another, under the same headings said again for each: one table a list. Any other table, alone. Headings that are not all said
 * again, in their order, are those of one list: a second contract, the address of an employer.
 */
export function separateLists(table: ReadTable): ReadTable[] {
  const titles = table.columns.map(titleOf);
  const lists = countLists(titles);
  if (lists === 1) return [table];
  const width = titles.length / lists;
  return Array.from({ length: lists }, (_, list) => ({
    ...partOf(table, list * width, width, titles),
    lists: list === 0 ? lists : 1,
  }));
}
