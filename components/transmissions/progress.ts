import type { TransmissionSummary } from "@/lib/services/transmissions/transmissions.types";
import { secondsBetween } from "./duration";

/** `share` from 0 to 1; `perSecond` and `remainingSeconds` null as long as they would be guesses. */
export type Progress = { done: number; share: number; perSecond: number | null; remainingSeconds: number | null };

/** Under which a speed means nothing. */
const MIN_OBSERVATION_S = 2;

/** How far a run is, how fast it goes and how long it will still take, at an instant. */
export function progressOf(
  {
    startedAt,
    eligibles,
    accepted,
    refused,
  }: Pick<TransmissionSummary, "startedAt" | "eligibles" | "accepted" | "refused">,
  now: string,
): Progress {
  const done = accepted + refused;
  const share = eligibles === 0 ? 0 : Math.min(1, done / eligibles);
  const seconds = secondsBetween(startedAt, now);
  if (done === 0 || seconds < MIN_OBSERVATION_S) return { done, share, perSecond: null, remainingSeconds: null };
  const perSecond = done / seconds;
  return { done, share, perSecond, remainingSeconds: Math.max(0, eligibles - done) / perSecond };
}
