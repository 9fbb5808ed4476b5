import type { Day } from "@/lib/domain/day";

/** `width` in characters. Dates are given as «AAAA-MM-JJ» and written as real dates. */
export type XlsxColumn = { heading: string; width: number; kind: "text" | "date" | "number"; hidden?: true };
export type XlsxCell = string | number | null;

/** A sheet without its rows. */
export type XlsxFrame = {
  sheet: string;
  columns: readonly XlsxColumn[];
  /** How many columns stay in sight when one goes to the right; none unless said. */
  frozenColumns?: number;
  /** Its rows come as the database tells them, a JSON each, and are made cells where they are written: those of the whole report of a day. */
  told?: { kind: "rapport"; day: Day };
};

/** The cells of a row; or their JSON, or that of what they are made of (`told`). */
export type XlsxRow = readonly XlsxCell[] | string;

export type XlsxSheet = XlsxFrame & { rows: AsyncIterable<XlsxRow> | Iterable<XlsxRow> };
