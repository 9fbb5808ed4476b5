import { setTimeout as pause } from "node:timers/promises";

/** How the engine waits and what time it is: handed over, so that tests do not wait. */
export type Patience = {
  /** Comes back early, without throwing, when the stop is asked for. */
  attendre: (ms: number, arret: AbortSignal) => Promise<void>;
  hasard: () => number;
  maintenant: () => Date;
};

export const PATIENCE: Patience = {
  attendre: (ms, signal) => pause(ms, undefined, { signal }).catch(() => {}),
  hasard: Math.random,
  maintenant: () => new Date(),
};

export const TENTATIVES_MAX = 6;
const BASE_MS = 1000;
const PLAFOND_MS = 60_000;
const RETRY_AFTER_MAX_S = 15 * 60;

/** Milliseconds before a new attempt: exponential with full jitter, from the 1st failed attempt on. */
export function delaiAvantReprise(tentative: number, hasard: () => number): number {
  return Math.round(hasard() * Math.min(BASE_MS * 2 ** tentative, PLAFOND_MS));
}

/** Milliseconds that a 429 asks for; a minute when it does not say (the TBA counts by the minute). */
export function delaiTropDeRequetes(secondes: number | null): number {
  return Math.min(secondes ?? 60, RETRY_AFTER_MAX_S) * 1000;
}
