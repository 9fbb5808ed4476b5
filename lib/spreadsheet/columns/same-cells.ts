import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import type { TableColumn } from "@/lib/spreadsheet/table/table.types";
import { plainRule, readValue } from "./read-column";
import type { ReadColumn } from "./read-column.types";

const cellAt = ({ cells }: TableColumn, row: number) => cells.values[cells.rankAt(row)];

/** Two columns that say the same of each row. */
export function isCopy(one: TableColumn, other: TableColumn, rows: number): boolean {
  for (let row = 0; row < rows; row++) {
    const [a, b] = [cellAt(one, row), cellAt(other, row)];
    if (a !== b && !(isEmptyCell(a) && isEmptyCell(b))) return false;
  }
  return true;
}

/** How many cells of the second column say something that the first does not. */
export function countOthers(one: TableColumn, other: TableColumn, rows: number): number {
  let others = 0;
  for (let row = 0; row < rows; row++) {
    const said = cellAt(other, row);
    if (!isEmptyCell(said) && said !== cellAt(one, row)) others += 1;
  }
  return others;
}

/** True when a column says of a row something else than the field that another one gives: a land line is another number, «Mme» is F. */
export function contradicts({ field, column, values }: ReadColumn, other: TableColumn, rows: number): boolean {
  const said = other.cells.values.map((cell) => readValue(cell, plainRule(field)).value);
  for (let row = 0; row < rows; row++) {
    const value = said[other.cells.rankAt(row)];
    if (value !== undefined && value !== values[column.cells.rankAt(row)]) return true;
  }
  return false;
}
