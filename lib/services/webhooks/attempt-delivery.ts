import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { webhookDeliveries, webhookEndpoints } from "@/db/schema/webhooks";
import { DecryptionError } from "@/lib/security/encryption";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { SendOutcome } from "@/lib/webhooks/send-webhook";
import type { Send } from "./process-sender";
import { openSecrets } from "./signing-secrets";
import { waitAfter } from "./webhook-queue";

const DAY_MS = 24 * 3600_000;
/** An endpoint that took nothing for so long, and on which one more is given up, is told no more. */
export const DISABLED_AFTER_DAYS = 5;

type Endpoint = typeof webhookEndpoints.$inferSelect;
type Delivery = typeof webhookDeliveries.$inferSelect;

/** `retry`: false for a test, which is never tried again by itself. `random`: from 0 to 1. */
export type AttemptTools = { db: Db; send: Send; now: Date; retry: boolean; random: () => number };

/** What an attempt came to, and in how many seconds the next one is due: null when there is none. */
export type Attempted = { outcome: SendOutcome | "stopped" | "over"; nextInS: number | null };

const UNREADABLE: SendOutcome = { delivered: false, httpStatus: null, failure: "unreadable-secret", gone: false };

async function send(delivery: Delivery, endpoint: Endpoint, { send: carry, now }: AttemptTools): Promise<SendOutcome> {
  try {
    const secrets = openSecrets(endpoint, now);
    const { eventId: id, body } = delivery;
    return await carry({ url: endpoint.url, id, body: JSON.stringify(body), secrets, at: now });
  } catch (error) {
    if (error instanceof DecryptionError) return UNREADABLE;
    throw error;
  }
}

async function disable(tx: Db, { id, etablissementId, url }: Endpoint, now: Date): Promise<void> {
  const stopped = await tx
    .update(webhookEndpoints)
    .set({ active: false, disabledAt: now })
    .where(sql`${webhookEndpoints.id} = ${id}::uuid and ${webhookEndpoints.active}`)
    .returning({ id: webhookEndpoints.id });
  if (stopped.length === 0) return;
  const ctx = { db: tx, actor: { kind: "clock" as const }, now };
  await recordAudit(ctx, etablissementId, "webhook-disabled", { site: new URL(url).hostname });
}

async function recordEndpoint(tx: Db, endpoint: Endpoint, outcome: SendOutcome, givenUp: boolean, now: Date) {
  const failingSince = outcome.delivered ? null : (endpoint.failingSince ?? now);
  await tx.update(webhookEndpoints).set({ failingSince }).where(eq(webhookEndpoints.id, endpoint.id));
  if (failingSince === null || outcome.delivered) return;
  const forDays = now.getTime() - failingSince.getTime() >= DISABLED_AFTER_DAYS * DAY_MS;
  if (outcome.gone || (givenUp && forDays)) await disable(tx, endpoint, now);
}

/**
 * Makes one attempt of a delivery and writes how it went; `settle` says it to the queue in the same transaction. One that is over already
 * is left alone; one whose endpoint was stopped is given up.
 */
export async function attemptDelivery(
  tools: AttemptTools,
  deliveryId: string,
  settle: (tx: Db, attempted: Attempted) => Promise<void>,
): Promise<Attempted> {
  const { db, now, retry, random } = tools;
  const [found] = await db
    .select({ delivery: webhookDeliveries, endpoint: webhookEndpoints })
    .from(webhookDeliveries)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .where(eq(webhookDeliveries.id, deliveryId));
  const conclude = async (attempted: Attempted, write: (tx: Db) => Promise<void>) => {
    await db.transaction(async (tx) => {
      await write(tx);
      await settle(tx, attempted);
    });
    return attempted;
  };
  if (found === undefined || found.delivery.state !== "waiting") {
    return conclude({ outcome: "over", nextInS: null }, async () => {});
  }
  const { delivery, endpoint } = found;
  const update = (tx: Db, change: Partial<Delivery>) =>
    tx.update(webhookDeliveries).set(change).where(eq(webhookDeliveries.id, delivery.id));
  if (!endpoint.active) {
    return conclude({ outcome: "stopped", nextInS: null }, async (tx) => {
      await update(tx, { state: "failed", failure: "stopped", nextAttemptAt: null });
    });
  }
  const outcome = await send(delivery, endpoint, tools);
  const attempts = delivery.attempts + 1;
  const nextInS = outcome.delivered || outcome.gone || !retry ? null : waitAfter(attempts, random());
  const givenUp = !outcome.delivered && nextInS === null;
  return conclude({ outcome, nextInS }, async (tx) => {
    await update(tx, {
      attempts,
      attemptedAt: now,
      httpStatus: outcome.httpStatus,
      failure: outcome.delivered ? null : outcome.failure,
      state: outcome.delivered ? "done" : givenUp ? "failed" : "waiting",
      nextAttemptAt: nextInS === null ? null : new Date(now.getTime() + nextInS * 1000),
    });
    await recordEndpoint(tx, endpoint, outcome, givenUp, now);
  });
}
