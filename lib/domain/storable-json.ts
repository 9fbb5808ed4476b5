import type { Json, JsonObject } from "./json";

/** A text as it can be stored. */
export const storableText = (text: string): string => text.replaceAll("\u0000", "").toWellFormed();

function clean(value: Json): Json {
  if (typeof value === "string") return storableText(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [String(clean(key)), clean(v)]));
  }
  return value;
}

function isStorable(value: Json): boolean {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\u0000");
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isStorable);
  return Object.keys(value).every((key) => isStorable(key) && isStorable(value[key] ?? null));
}

/**
 * PostgreSQL stores neither the null character nor half of a surrogate pair, and JSON no number beyond all others (1e400), which it writes as null:
 * no file needs them. What is judged is what will be stored. Most have none, and are answered as they are.
 */
export function toStorableJson(source: JsonObject): JsonObject {
  return isStorable(source as Json) ? source : (clean(source as Json) as JsonObject);
}

/** How JSON writes what cannot be stored; a text that really says so in letters is cleaned for nothing. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/i;

/** True for JSON text that PostgreSQL stores as it is. */
export const isStorableText = (text: string) => !UNSTORABLE.test(text);

/** The same as JSON text. Most have nothing to clean, and are only looked at. */
export function toStorableText(value: Json): string {
  const text = JSON.stringify(value);
  return isStorableText(text) ? text : JSON.stringify(clean(value));
}
