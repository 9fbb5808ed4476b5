import type { Cell } from "@/lib/domain/parse-value";

const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59);

const HALF_A_DAY = 12 * 60 * 60 * 1000;

/** The day of a date cell. */
export type DayOfCell = (date: Date) => string;

/** The day that is written: hucre gives an instant in UTC whose day is that one. Beyond the calendar, what Excel shows. */
export const writtenDay: DayOfCell = (date) => {
  const instant = date.getTime();
  return Number.isNaN(instant) || instant > LAST_INSTANT ? "########" : date.toISOString().slice(0, 10);
};

/** The day whose midnight is the nearest: that of a midnight of Greenwich, written at the hour that it was elsewhere (20:00 the day before). */
export const nearestDay: DayOfCell = (date) => writtenDay(new Date(date.getTime() + HALF_A_DAY - 1));

/** A cell of hucre as one of ours. */
export function parseCell(value: unknown, dayOf: DayOfCell = writtenDay): Cell {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return dayOf(value);
  // JSON has no infinity, and would make an empty cell of it.
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "string" || typeof value === "boolean") return value;
  // A link is its text.
  return typeof value === "object" && "text" in value && typeof value.text === "string" ? value.text : String(value);
}
