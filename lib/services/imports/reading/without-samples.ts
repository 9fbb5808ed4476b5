import type { FileReading } from "@/lib/spreadsheet/reading.types";

/** What is known of a file, without a word of what its cells hold: samples serve to choose columns, and are somebody's data. */
export const withoutSamples = (reading: FileReading): FileReading => ({
  ...reading,
  columns: reading.columns.map((column) => ({ ...column, samples: [] })),
});
