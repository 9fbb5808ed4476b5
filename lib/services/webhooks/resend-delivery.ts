import { and, eq } from "drizzle-orm";
import { webhookDeliveries } from "@/db/schema/webhooks";
import { isUuid } from "@/lib/domain/is-uuid";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { holdEndpoint } from "./find-endpoint";
import { queueDeliveries, type WebhookRequests } from "./queue-deliveries";
import { countByHand } from "./test-endpoint";

/**
 * «Renvoyer»: the same message again, by the same name, beside what the history says of it; one that waits is brought forward. Throws
 * FORBIDDEN, NOT_FOUND, CONFLICT (told no more), TOO_MANY_ATTEMPTS.
 */
export async function resendDelivery(scope: Scope, boss: WebhookRequests, deliveryId: string): Promise<void> {
  const { id: etablissementId } = requirePermission(scope, "administer");
  await countByHand(scope);
  await scope.db.transaction(async (tx) => {
    const own = and(eq(webhookDeliveries.id, deliveryId), eq(webhookDeliveries.etablissementId, etablissementId));
    const [found] = isUuid(deliveryId) ? await tx.select().from(webhookDeliveries).where(own).for("update") : [];
    if (found === undefined) throw new ServiceError("NOT_FOUND", "Cette notification n'est plus dans l'historique.");
    const { endpointId, eventId, type, body, state } = found;
    const { active, site } = await holdEndpoint(tx, etablissementId, endpointId);
    if (!active) throw new ServiceError("CONFLICT", "Les notifications sont suspendues : reprenez-les d'abord.");
    const due = { nextAttemptAt: scope.now, queued: false };
    if (state === "waiting") await tx.update(webhookDeliveries).set(due).where(own);
    else {
      const again = { endpointId, etablissementId, eventId, type, body, createdAt: scope.now };
      await tx.insert(webhookDeliveries).values({ ...again, ...due });
    }
    await queueDeliveries(tx, boss);
    await recordAudit({ ...scope, db: tx }, etablissementId, "webhook-resent", { site });
  });
}
