import type { Job, PgBoss } from "pg-boss";
import type { Db } from "@/db/database";
import { logger } from "@/lib/logger";
import { inTransaction } from "@/lib/services/queue/boss-calls";
import { attemptDelivery } from "./attempt-delivery";
import { processSend, type Send } from "./process-sender";
import { queueDeliveries } from "./queue-deliveries";
import { recordValidityEvents } from "./validity-events";
import { WEBHOOK_QUEUE, type WebhookJobData } from "./webhook-queue";

const ROUND_DURATION_MS = 2 * 60_000;
/** A software that does not answer keeps one of these for a quarter of a minute, and the others go on. */
const AT_ONCE = 10;

export type WebhookTools = { db: Db; boss: PgBoss; send?: Send; now?: () => Date };

/** One attempt; false when the database did not let it be written, and another process takes it up. */
async function attempt(
  { db, boss, send = processSend, now = () => new Date() }: WebhookTools,
  job: Job<WebhookJobData>,
) {
  const at = now();
  const taken = { id: job.id, retryCount: job.retryCount };
  try {
    await attemptDelivery(
      { db, send, now: at, retry: true, random: Math.random },
      job.data.deliveryId,
      async (tx, { nextInS }) => {
        await boss.complete(WEBHOOK_QUEUE, taken, null, inTransaction(tx));
        if (nextInS === null) return;
        const next = { data: job.data, startAfter: new Date(at.getTime() + nextInS * 1000) };
        await boss.insert(WEBHOOK_QUEUE, [next], inTransaction(tx));
      },
    );
    return true;
  } catch (error) {
    logger.warn({ job: job.id, name: error instanceof Error ? error.name : "unknown" }, "notification non faite");
    return false;
  }
}

/**
 * A round: makes the notifications of what happened, and one attempt of each that is due, for two minutes at most or until asked to stop.
 * Any number of processes may do it: no two take the same. Answers how many attempts were made.
 */
export async function deliverWebhooks(tools: WebhookTools, stopSignal?: AbortSignal): Promise<number> {
  const { db, boss, now = () => new Date() } = tools;
  await recordValidityEvents(db, now());
  await queueDeliveries(db, boss);
  const end = performance.now() + ROUND_DURATION_MS;
  const underWay = new Set<Promise<unknown>>();
  let made = 0;
  let empty = false;
  while (!empty && performance.now() < end && !stopSignal?.aborted) {
    const jobs = await boss.fetch<WebhookJobData>(WEBHOOK_QUEUE, { batchSize: AT_ONCE - underWay.size });
    empty = jobs.length === 0;
    for (const job of jobs) {
      made += 1;
      const one: Promise<unknown> = attempt(tools, job).finally(() => underWay.delete(one));
      underWay.add(one);
    }
    if (underWay.size >= AT_ONCE) await Promise.race(underWay);
  }
  await Promise.allSettled(underWay);
  return made;
}
