import { readFileSync } from "node:fs";
import type { JsonObject } from "@/lib/domain/json";
import { interpretFile } from "@/lib/spreadsheet/interpret-file";
import type { ReadingChoices } from "@/lib/spreadsheet/reading.types";

/** All that a file's bytes hold, read in this process. `sources`: the dossiers, without their places. */
export async function interpret(bytes: Uint8Array, name: string, choices: ReadingChoices = {}) {
  const { reading, rows } = await interpretFile(bytes, name, choices);
  const all = [...rows()];
  const sources: JsonObject[] = all.map(({ source }) => source);
  return {
    reading,
    rows: all,
    sources,
    doubts: all.flatMap(({ doubts }) => doubts),
    notices: reading.notices.join("\n"),
  };
}

/** A csv of these rows, the first one its headings. */
export const interpretCsv = (rows: readonly (readonly string[])[], choices: ReadingChoices = {}) =>
  interpret(new TextEncoder().encode(rows.map((row) => row.join(";")).join("\n")), "apprentis.csv", choices);

/** A file of tests/fixtures/cas, which come as they really come. */
export const interpretCas = (name: string, choices: ReadingChoices = {}) =>
  interpret(new Uint8Array(readFileSync(`tests/fixtures/cas/${name}`)), name, choices);
