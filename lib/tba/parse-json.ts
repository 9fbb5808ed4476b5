import type { z } from "zod";
import { afterSpaces, endOfValue } from "./json-bytes";

/** Looked at first: what is nested a million times would hold the process for seconds before it is found to be of no use. */
function isShallow(bytes: Buffer): boolean {
  const end = endOfValue(bytes, afterSpaces(bytes, 0));
  return end > 0 && afterSpaces(bytes, end) === bytes.length;
}

/** The body of an answer as JSON of that shape; null when it is something else, or too deep. */
export function parseJson<T>(body: Buffer, schema: z.ZodType<T>): T | null {
  if (!isShallow(body)) return null;
  let raw: unknown;
  try {
    raw = JSON.parse(String(body));
  } catch {
    return null;
  }
  const parsed = schema.safeParse(raw);
  return parsed.success ? parsed.data : null;
}
