import { setTimeout as pause } from "node:timers/promises";

/** How the engine waits and what time it is: handed over, so that tests do not wait. */
export type RetryPolicy = {
  /** Comes back early, without throwing, when the stop is asked for. */
  wait: (ms: number, stopSignal: AbortSignal) => Promise<void>;
  random: () => number;
  now: () => Date;
};

export const RETRY_POLICY: RetryPolicy = {
  wait: (ms, signal) => pause(ms, undefined, { signal }).catch(() => {}),
  random: Math.random,
  now: () => new Date(),
};

export const MAX_ATTEMPTS = 6;
const BASE_MS = 1000;
const CEILING_MS = 60_000;
/** «0», or a date that has passed: six calls within an instant would all be refused. */
const RETRY_AFTER_MIN_S = 1;
const RETRY_AFTER_MAX_S = 15 * 60;

/** Milliseconds before a new attempt: exponential with full jitter, from the 1st failed attempt on. */
export function retryDelay(attempt: number, random: () => number): number {
  return Math.round(random() * Math.min(BASE_MS * 2 ** attempt, CEILING_MS));
}

/** Milliseconds that a 429 asks for; a minute when it does not say (the TBA counts by the minute). */
export function rateLimitDelay(seconds: number | null): number {
  return Math.max(RETRY_AFTER_MIN_S, Math.min(seconds ?? 60, RETRY_AFTER_MAX_S)) * 1000;
}

/** So many at once: the others wait for their turn, in the order in which they came. */
export type Slots = <T>(action: () => Promise<T>) => Promise<T>;

export const UNLIMITED: Slots = (action) => action();

/** `count` actions at once, no more. */
export function createSlots(count: number): Slots {
  let free = count;
  const waitingFor: (() => void)[] = [];
  return async (action) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((mine) => waitingFor.push(mine));
    try {
      return await action();
    } finally {
      const next = waitingFor.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
