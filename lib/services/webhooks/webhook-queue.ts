import type { Queue } from "pg-boss";

export const WEBHOOK_QUEUE = "webhook";

/** What a job of the queue carries: one attempt of one delivery. */
export type WebhookJobData = { deliveryId: string };

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** The wait before each attempt after the first, as the Standard Webhooks specification suggests: a day and a third in all. */
const WAITS_S: readonly number[] = [5, 5 * MINUTE_S, 30 * MINUTE_S, 2 * HOUR_S, 5 * HOUR_S, 10 * HOUR_S, 14 * HOUR_S];
/** So that a software that comes back is not told everything in the same second. */
const JITTER = 0.1;

/** Seconds until the next attempt, after so many; null when there is none any more. `random`: from 0 to 1. */
export function waitAfter(attempts: number, random: number): number | null {
  const wait = WAITS_S[attempts - 1];
  return wait === undefined ? null : Math.round(wait * (1 + JITTER * random));
}

/**
 * A job is one attempt: what follows is decided by the delivery (attempt-delivery.ts). One whose process died is another's after a minute,
 * longer than an attempt may take.
 */
export const WEBHOOK_QUEUE_OPTIONS: Omit<Queue, "name"> = {
  policy: "standard",
  retryLimit: 1000,
  retryDelay: 1,
  expireInSeconds: MINUTE_S,
  retentionSeconds: 7 * DAY_S,
  deleteAfterSeconds: DAY_S,
};
