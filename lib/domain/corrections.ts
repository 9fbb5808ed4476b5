import { type ChampKey, isChampKey } from "./champs";
import type { Json, JsonObject } from "./json";

/** What staff put in the place of a source value. `null` empties the field; `source` is the value that it replaced. */
export type Correction = { value: Json; source: Json };
export type Corrections = Partial<Record<ChampKey, Correction>>;

/** The values that count: the source, with the corrections over it. */
export function effectiveValues(source: JsonObject, corrections: Corrections): JsonObject {
  const corrected = Object.entries(corrections);
  if (corrected.length === 0) return source;
  const values: JsonObject = { ...source };
  for (const [key, correction] of corrected) values[key] = correction.value;
  return values;
}

/** What becomes of the corrections when a new source arrives. */
export type CorrectionsOutcome = {
  corrections: Corrections;
  /** The source did not change: the correction holds. */
  kept: ChampKey[];
  /** The source now says what the correction said: done with. */
  settled: ChampKey[];
  /** The source says something else: it wins, and staff are told. */
  overridden: ChampKey[];
};

/** An absent value and an empty one are the same. */
export const sameValue = (a: Json | undefined, b: Json | undefined) =>
  a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The three-way rule: old source value, correction, new source value. */
export function rebaseCorrections(corrections: Corrections, newSource: JsonObject): CorrectionsOutcome {
  const outcome: CorrectionsOutcome = { corrections: {}, kept: [], settled: [], overridden: [] };
  for (const [key, correction] of Object.entries(corrections)) {
    if (!isChampKey(key)) continue;
    const received = newSource[key];
    if (sameValue(received, correction.value)) outcome.settled.push(key);
    else if (sameValue(received, correction.source)) {
      outcome.corrections[key] = correction;
      outcome.kept.push(key);
    } else outcome.overridden.push(key);
  }
  return outcome;
}
