import type { ChampKey } from "@/lib/domain/champs";
import type { ColumnValues } from "./column-values";
import type { OddLines } from "./line-widths";

/**
 * A column of a table: its heading as a person knows it, the band above it, its place in the sheet (from 0), its cells. `untitled`: the file gives it no heading. `holds`, `asks`: of a half of a
 * column of whole names (separate-names.ts), its field, and what to ask about a row (by its rank).
 */
export type TableColumn = {
  heading: string;
  band: string;
  index: number;
  cells: ColumnValues;
  untitled?: true;
  holds?: ChampKey;
  asks?: ReadonlyMap<number, string>;
};

/** A cell whose formula holds no value: its row (rank in the table) and its column (place in the sheet). */
export type LostCell = { row: number; column: number };

/** A sheet's table, read whole. `numeros`: the number in the sheet of each row. */
export type ReadTable = {
  sheet: string;
  headingRow: number;
  known: number;
  columns: TableColumn[];
  numeros: number[];
  hiddenRows: number[];
  lost: LostCell[];
  /** Cells that a merged block filled, and how many blocks. */
  merged: { blocks: number; cells: number };
  /** What stood above the headings, as text. */
  above: { row: number; text: string }[];
  /** The heading of the column of whole names that became two (separate-names.ts). */
  separated?: string;
  /** The headings of the columns of periods that became two (separate-periods.ts). */
  periods?: readonly string[];
  /** The headings of the columns that are the employer's, for want of a word that says whose (employer-columns.ts). */
  ofEmployer?: readonly string[];
  /** The headings of the columns that are somebody else's, whose names are not the apprentices' (others-names.ts). */
  ofOthers?: readonly string[];
  /** How many lists its sheet has beside one another (side-by-side.ts), for the first of them. */
  lists?: number;
  /** Rows that only repeat the headings. */
  repeatedHeadings: number;
  /** Lines of a text that have more cells than the others, or fewer. */
  odd: OddLines;
};
