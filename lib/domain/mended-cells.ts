import { isChampKey } from "./champs";
import type { Corrections } from "./corrections";
import type { Json, JsonObject } from "./json";

/** Under which name a staged row keeps what its file says of the cells that a person typed again. No field is called so. */
export const AS_READ = "passerelle_lu";

const isTable = (value: Json | undefined): value is Record<string, Json> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What the file says of the cells of a row that were typed again, by field; nothing of the others. */
export function asRead(row: JsonObject): Record<string, Json> {
  const kept = row[AS_READ];
  return isTable(kept) ? kept : {};
}

/** A staged row as its file says it, and what a person put in the place of some of its values: corrections, which the next files will not undo. */
export function splitMends(row: JsonObject): { source: JsonObject; mends: Corrections } {
  if (!Object.hasOwn(row, AS_READ)) return { source: row, mends: {} };
  const { [AS_READ]: _, ...source } = row;
  const mends: Corrections = {};
  for (const [champ, read] of Object.entries(asRead(row))) {
    if (!isChampKey(champ)) continue;
    mends[champ] = { value: source[champ] ?? null, source: read };
    if (read === null) delete source[champ];
    else source[champ] = read;
  }
  return { source, mends };
}
