import { webhookDeliveries } from "@/db/schema/webhooks";
import { describeFailure } from "@/lib/domain/webhook-failures";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { doHeavyWork } from "@/lib/services/etablissements/heavy-work";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { countRequest } from "@/lib/services/users/sign-in-rate-limit";
import { attemptDelivery } from "./attempt-delivery";
import { holdEndpoint } from "./find-endpoint";
import { processSend, type Send } from "./process-sender";
import { messageBody, newEventId } from "./record-event";

const HOUR_MS = 3600_000;
const MAX_AN_HOUR = 30;

/** Counts what a person has sent to a software by hand. Throws TOO_MANY_ATTEMPTS. */
export function countByHand(scope: Scope): Promise<void> {
  const sentence = `Cet établissement a déjà demandé ${MAX_AN_HOUR} envois à la main en une heure`;
  return countRequest(scope, "webhook", scope.etablissement.id, { max: MAX_AN_HOUR, windowMs: HOUR_MS, sentence });
}

/**
 * Sends a test to an endpoint, now and once, and answers the sentence of how it went: it stays in the history. Throws FORBIDDEN, NOT_FOUND,
 * CONFLICT (told no more), TOO_MANY_ATTEMPTS, BUSY.
 */
export async function testEndpoint(
  scope: Scope,
  endpointId: string,
  send: Send = processSend,
): Promise<{ delivered: boolean; sentence: string }> {
  const { id: etablissementId, uai } = requirePermission(scope, "administer");
  await countByHand(scope);
  const delivery = await scope.db.transaction(async (tx) => {
    const { id, active, site } = await holdEndpoint(tx, etablissementId, endpointId);
    if (!active) throw new ServiceError("CONFLICT", "Les notifications sont suspendues : reprenez-les d'abord.");
    const data = { message: "Ceci est un essai : rien n'est à faire." };
    const body = messageBody("essai", uai, { path: "/parametrage/api/logiciels/notifications", data }, scope.now);
    const [made] = await tx
      .insert(webhookDeliveries)
      .values({
        ...{ endpointId: id, etablissementId, eventId: newEventId(), type: "essai", body },
        // Never the queue's: it is made here, and once.
        ...{ createdAt: scope.now, nextAttemptAt: scope.now, queued: true },
      })
      .returning({ id: webhookDeliveries.id });
    if (made === undefined) throw new Error("L'essai n'a pas été enregistré.");
    await recordAudit({ ...scope, db: tx }, etablissementId, "webhook-tested", { site });
    return made.id;
  });
  const tools = { db: scope.db, send, now: scope.now, retry: false, random: () => 0 };
  const { outcome } = await doHeavyWork(scope, "webhook-test", () => attemptDelivery(tools, delivery, async () => {}));
  if (typeof outcome === "string") return { delivered: false, sentence: describeFailure("stopped", null) };
  return outcome.delivered
    ? { delivered: true, sentence: `L'essai est arrivé : le logiciel a répondu ${outcome.httpStatus}.` }
    : { delivered: false, sentence: describeFailure(outcome.failure, outcome.httpStatus) };
}
