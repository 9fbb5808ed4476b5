import { setTimeout as pause } from "node:timers/promises";

/** What time it is, in milliseconds, and how to wait: handed over, so that a test does not wait. */
export type Watch = { now: () => number; wait: (ms: number) => Promise<void> };

const REAL: Watch = { now: () => performance.now(), wait: (ms) => pause(ms, undefined, { ref: false }) };

/** Ends when the TBA would have judged so many dossiers of a call that arrives now. */
export type Pace = (dossiers: number) => Promise<void>;

/**
 * A TBA that judges `perSecond` dossiers, one call after the other, as one process of the real one does (about 2,100: four calls of 2,000 at
 * once are each answered in 3.8 s). Null: as fast as it can.
 */
export function createPace(perSecond: number | null, { now, wait }: Watch = REAL): Pace {
  let busyUntil = 0;
  return async (dossiers) => {
    if (perSecond === null) return;
    busyUntil = Math.max(now(), busyUntil) + (dossiers * 1000) / perSecond;
    await wait(busyUntil - now());
  };
}
