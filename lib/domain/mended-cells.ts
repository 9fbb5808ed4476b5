import { ASIDE_MISSING_HEADING } from "./aside-sheet";
import { isChampKey } from "./champs";
import type { Corrections } from "./corrections";
import type { Json, JsonObject } from "./json";
import { isIdentityField, missingFields } from "./set-aside-reason";

/** Under which name a staged row keeps what its file says of the cells that a person typed again. No field is called so. */
export const AS_READ = "passerelle_lu";

const isTable = (value: Json | undefined): value is Record<string, Json> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What the file says of the cells of a row that were typed again, by field; nothing of the others. */
export function asRead(row: JsonObject): Record<string, Json> {
  const kept = row[AS_READ];
  return isTable(kept) ? kept : {};
}

/** A row of our sheet of rows left out: what it lacked, and a person filled in there, is as if it were typed in the preview. */
export function markFilled(row: JsonObject): JsonObject {
  if (!Object.hasOwn(row, ASIDE_MISSING_HEADING)) return row;
  const { [ASIDE_MISSING_HEADING]: lacked, ...said } = row;
  const still = new Set(missingFields(said));
  const filled = String(lacked)
    .split(" ")
    .filter((field) => isIdentityField(field) && !still.has(field));
  return filled.length === 0 ? said : { ...said, [AS_READ]: Object.fromEntries(filled.map((field) => [field, null])) };
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
