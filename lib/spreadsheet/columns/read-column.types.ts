import type { ChampKey } from "@/lib/domain/champs";
import type { Doubt } from "@/lib/domain/doubts";
import type { Json } from "@/lib/domain/json";
import type { TableColumn } from "@/lib/spreadsheet/table/table.types";
import type { ColumnOrder } from "./date-orders";
import type { ReadValue } from "./read-column";

/**
 * A field of a table, with the column that gives it: each different cell read once. `remarks`: by rank, those of which there is more to say than their value;
 * a file has millions of the others. `rows`: how many rows hold each. `asks`: by the rank of a row, what must be asked of it.
 */
export type ReadColumn = {
  field: ChampKey;
  column: TableColumn;
  fallback: boolean;
  order: ColumnOrder | null;
  values: readonly (Json | undefined)[];
  remarks: ReadonlyMap<number, ReadValue>;
  rows: Uint32Array;
  asks: ReadonlyMap<number, Doubt>;
};
