import type { Json } from "./json";

/**
 * A value as an input of one line holds it, so that `parseInput` reads it back: days stay «AAAA-MM-JJ», yes and no are words, empty is
 * nothing. Spaces are those that a browser sends back.
 */
export function formatInput(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "oui" : "non";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.replace(/\s+/g, " ").trim();
}
