/** `width` in characters. Dates are given as «AAAA-MM-JJ» and written as real dates. */
export type XlsxColumn = { heading: string; width: number; kind: "text" | "date" | "number"; hidden?: true };
export type XlsxCell = string | number | null;

/** A sheet without its rows. */
export type XlsxFrame = {
  sheet: string;
  columns: readonly XlsxColumn[];
  /** How many columns stay in sight when one goes to the right; none unless said. */
  frozenColumns?: number;
};

export type XlsxSheet = XlsxFrame & { rows: AsyncIterable<readonly XlsxCell[]> | Iterable<readonly XlsxCell[]> };
