import { type SQL, sql } from "drizzle-orm";

/** Calls are counted minute by minute, in rows of `rate_limits` that all the processes share. */
export const WINDOW_MS = 60_000;
/** Under the TBA's own 300 calls a minute for an address, between two authentications (api-v3.md). Nights and couples together. */
export const MAX_PER_ADDRESS = 270;
/** The row of the address. */
export const ADDRESS = "address";

/** An instant as a parameter of a query. */
export const at = (ms: number): SQL => sql`${new Date(ms).toISOString()}::timestamptz`;

/** True of a row (alias `d`) whose minute is over at `now`. */
export const windowOver = (now: number): SQL => sql`d.window_start <= ${at(now - WINDOW_MS)}`;

/**
 * «on conflict» of an insert of one call into `rate_limits as d`: one more in the row's minute, or the first one of a new minute.
 * The row is locked while it is counted: no two processes are given the same place.
 */
export const countOneMore = (now: number): SQL => sql`on conflict (name) do update set
  count = case when ${windowOver(now)} then 1 else d.count + 1 end,
  window_start = case when ${windowOver(now)} then excluded.window_start else d.window_start end`;

/** Milliseconds from `now` until a row's minute is over. */
export const untilNextWindow = (windowStart: Date, now: number): number => windowStart.getTime() + WINDOW_MS - now;
