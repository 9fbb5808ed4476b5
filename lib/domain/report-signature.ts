import type { ChampKey } from "./champs";
import { formatInput } from "./format-input";
import type { Json, JsonObject } from "./json";
import { REPORT_SIGNED } from "./own-report";

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
const NOTHING = "-";
/** One text in 1.6 million is taken for another: enough to tell a cell that was typed in from one that was not. */
const LENGTH = 4;

/** FNV-1a, in four signs. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  let rest = hash >>> 0;
  let said = "";
  for (let at = 0; at < LENGTH; at++) {
    said += DIGITS[rest % DIGITS.length];
    rest = Math.floor(rest / DIGITS.length);
  }
  return said;
}

const sign = (text: string): string => (text === "" ? NOTHING : shortHash(text));

/**
 * What the whole report notes of a dossier's cells on the day that it is made: when it comes back, those that nobody touched are told from those that
 * were corrected, even if the software has sent others since. `values`: those that the report shows.
 */
export function signReport(day: string, values: JsonObject): string {
  let said = `${day} `;
  for (const key of REPORT_SIGNED) said += sign(formatInput(values[key]));
  return said;
}

function signaturesOf(text: string): string[] {
  const [, signed = ""] = text.split(" ");
  return signed.match(/-|[0-9a-z]{4}/g) ?? [];
}

/** Whether a cell is as the report showed it; false of all the cells of a report that noted nothing, or something else. */
export function readSignature(noted: Json | undefined): (champ: ChampKey, value: Json) => boolean {
  const signatures = typeof noted === "string" ? signaturesOf(noted) : [];
  if (signatures.length !== REPORT_SIGNED.length) return () => false;
  const own = new Map(REPORT_SIGNED.map((key, rank) => [key, signatures[rank]]));
  return (champ, value) => own.get(champ) === sign(formatInput(value));
}
