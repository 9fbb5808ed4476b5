import type { Cell } from "@/lib/domain/parse-value";

/**
 * A row as the file holds it: its number as a spreadsheet shows it (from 1) and its cells; a date cell is the text «AAAA-MM-JJ». `lost`: the
 * ranks of the cells whose formula holds no value. `width`: how many cells a line of a text has, empty ones at its end included.
 */
export type RawRow = { numero: number; cells: Cell[]; hidden: boolean; lost: readonly number[]; width?: number };

/** A block of merged cells: rows from 1, columns from 0, both ends included. */
export type Merge = { firstRow: number; lastRow: number; firstColumn: number; lastColumn: number };

/** A sheet, and its rows as they are read. `merges` is whole once the rows are. */
export type RawSheet = { name: string; hidden: boolean; rows: AsyncIterable<RawRow>; merges: Merge[] };

/** A file of any format. `calendar1904`: its date numbers count from 1904, known once a row is read. `notices`: what opening it found, in French. `malformed`: rows of a text that its quotes make unreadable. */
export type RawWorkbook = {
  calendar1904: boolean;
  sheets: AsyncIterable<RawSheet>;
  notices: string[];
  malformed: { row: number; reason: string }[];
};
