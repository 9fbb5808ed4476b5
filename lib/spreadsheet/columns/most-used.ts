import type { ValueReading } from "@/lib/spreadsheet/reading.types";

const VALUES = 50;

/** The words of a column, most used first, at most fifty. */
export const mostUsed = (values: readonly ValueReading[]): ValueReading[] =>
  [...values].sort((a, b) => b.cells - a.cells).slice(0, VALUES);
