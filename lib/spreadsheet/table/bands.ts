import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import { matchHeading } from "@/lib/spreadsheet/headings/match-heading";
import { mayBePageTitle } from "@/lib/spreadsheet/headings/others-band";
import type { RawRow, RawSheet } from "@/lib/spreadsheet/raw.types";
import type { TableColumn } from "./table.types";

/** A title merged over some columns says nothing of those after them. */
export function boundBands(columns: readonly TableColumn[], band: RawRow | null, merges: RawSheet["merges"]): void {
  if (band === null) return;
  for (const column of columns) {
    let start = column.index;
    while (start > 0 && isEmptyCell(band.cells[start])) start -= 1;
    const isOver = ({ firstRow, lastRow, firstColumn }: RawSheet["merges"][number]) =>
      firstColumn === start && firstRow <= band.numero && band.numero <= lastRow;
    const merged = merges.find((merge) => isOver(merge) && merge.lastColumn > merge.firstColumn);
    if (merged !== undefined && column.index > merged.lastColumn) column.band = "";
  }
}

/**
 * «CFA des métiers de Rennes» above the headings, with a date further on, is the title of the page and no band: neither a place nor a training is born on
 * some day.
 */
export function dropPageTitles(columns: readonly TableColumn[]): void {
  const isBirth = ({ heading }: TableColumn, band: string) =>
    matchHeading(heading, band)?.field === "date_de_naissance_apprenant";
  if (columns.some((column) => isBirth(column, column.band))) return;
  const title = columns.find((column) => mayBePageTitle(column.band) && isBirth(column, ""))?.band;
  for (const column of columns) if (column.band === title) column.band = "";
}
