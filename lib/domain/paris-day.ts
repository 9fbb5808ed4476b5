import type { Day } from "./day";

let format: Intl.DateTimeFormat | null = null;
/** Made when a day is first asked for: a process that reads one file seldom asks, and making it takes longer than reading a small one. */
function toDay(instant: Date): Day {
  format ??= new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris", dateStyle: "short" });
  return format.format(instant);
}

const HOUR_MS = 3_600_000;
const MAX_KEPT = 2000;
/** The day of each hour that was asked for. Paris is whole hours from UTC, and changes its clocks on the hour: an hour is of one day. */
const kept = new Map<number, Day>();

/** The day that it is in Paris at an instant. Asked five hundred times by one page, when writing a date takes longer than the rest of a line. */
export function parisDay(instant: Date): Day {
  const hour = Math.floor(instant.getTime() / HOUR_MS);
  const known = kept.get(hour);
  if (known !== undefined) return known;
  const day = toDay(instant);
  // Paris was nine minutes off, long before any of our dates.
  if (hour < 0) return day;
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(hour, day);
  return day;
}
