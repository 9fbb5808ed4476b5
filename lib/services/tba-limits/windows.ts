import { type SQL, sql } from "drizzle-orm";

/** Calls are counted minute by minute, in rows of `rate_limits` that all the processes share. */
export const WINDOW_MS = 60_000;
/** Under the TBA's own 300 calls a minute for an address, between two authentications (api-v3.md). Nights and couples together. */
export const MAX_PER_ADDRESS = 270;
/** The row of the address. */
export const ADDRESS = "address";

/** An instant as a parameter of a query. */
export const at = (ms: number): SQL => sql`${new Date(ms).toISOString()}::timestamptz`;

/** True of a row (alias `d`) whose minute is over at `now`, or was opened by a clock that has been set back since. */
export const windowOver = (now: number): SQL =>
  sql`(d.window_start <= ${at(now - WINDOW_MS)} or d.window_start > ${at(now + WINDOW_MS)})`;

/** Longer than the TBA is ever left alone: an `open_until` beyond it was written by a clock that has been set back since. */
export const LONGEST_PAUSE_MS = 10 * 60_000;

/** True of a row (alias `d`) that says to leave the TBA alone at `now`. */
export const isPaused = (now: number): SQL =>
  sql`(d.open_until is not null and d.open_until > ${at(now)} and d.open_until <= ${at(now + LONGEST_PAUSE_MS)})`;

/** Milliseconds from `now` until the TBA is called again. */
export function untilPauseEnds(openUntil: Date, now: number): number {
  const ms = openUntil.getTime() - now;
  return ms > LONGEST_PAUSE_MS ? 0 : Math.max(0, ms);
}

/**
 * «on conflict» of an insert of one call into `rate_limits as d`: one more in the row's minute, or the first one of a new minute.
 * The row is locked while it is counted: no two processes are given the same place.
 */
export const countOneMore = (now: number): SQL => sql`on conflict (name) do update set
  count = case when ${windowOver(now)} then 1 else d.count + 1 end,
  window_start = case when ${windowOver(now)} then excluded.window_start else d.window_start end`;

/** Milliseconds from `now` until a row's minute is over. */
export const untilNextWindow = (windowStart: Date, now: number): number => windowStart.getTime() + WINDOW_MS - now;
