import type { Corrections } from "./corrections";
import type { Doubt } from "./doubts";
import type { JsonObject } from "./json";

/** What names a doubt: the same one about the same value is not asked again, another value is. */
export function doubtKey({ code, champ }: Doubt, source: JsonObject): string {
  return `${code} ${champ ?? ""} ${champ === null ? "" : JSON.stringify(source[champ] ?? null)}`;
}

type Doubtful = {
  source: JsonObject;
  doubts: readonly Doubt[];
  confirmed: readonly string[];
  corrections: Corrections;
};

/** The doubts that still stand: nobody said that the value is right, nor gave the field another one. */
export function openDoubts({ source, doubts, confirmed, corrections }: Doubtful): Doubt[] {
  return doubts.filter(
    (doubt) =>
      !(doubt.champ !== null && corrections[doubt.champ] !== undefined) && !confirmed.includes(doubtKey(doubt, source)),
  );
}
