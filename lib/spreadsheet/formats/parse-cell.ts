import type { Cell } from "@/lib/domain/parse-value";

const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59);

/** A date cell as its day: hucre gives an instant in UTC whose day is the one written. Beyond the calendar, what Excel shows. */
function parseDay(date: Date): string {
  const instant = date.getTime();
  return Number.isNaN(instant) || instant > LAST_INSTANT ? "########" : date.toISOString().slice(0, 10);
}

/** A cell of hucre as one of ours. */
export function parseCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return parseDay(value);
  // JSON has no infinity, and would make an empty cell of it.
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "string" || typeof value === "boolean") return value;
  // A link is its text.
  return typeof value === "object" && "text" in value && typeof value.text === "string" ? value.text : String(value);
}
