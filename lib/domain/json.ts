/** Any value that JSON can carry: what an ERP or a file may put in any field. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A dossier as received or sent: field names to values. */
export type JsonObject = { [key: string]: Json | undefined };

/** True for a JSON object (not an array, not null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
