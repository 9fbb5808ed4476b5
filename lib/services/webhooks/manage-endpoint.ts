import { eq } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhooks";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { newSigningSecret } from "@/lib/webhooks/signing";
import { holdEndpoint } from "./find-endpoint";
import { sealSecret } from "./signing-secrets";

const DAY_MS = 24 * 3600_000;

/** A new signing secret; the one before signs beside it for a day, so that the software changes when it can. Answers it, this once. Throws FORBIDDEN, NOT_FOUND. */
export function rotateSecret(scope: Scope, endpointId: string): Promise<string> {
  const { id: etablissementId } = requirePermission(scope, "administer");
  return scope.db.transaction(async (tx) => {
    const { id, site, secret: before } = await holdEndpoint(tx, etablissementId, endpointId);
    const secret = newSigningSecret();
    const previousUntil = new Date(scope.now.getTime() + DAY_MS);
    await tx
      .update(webhookEndpoints)
      .set({ secret: sealSecret(secret, id), previousSecret: before, previousUntil })
      .where(eq(webhookEndpoints.id, id));
    await recordAudit({ ...scope, db: tx }, etablissementId, "webhook-secret-rotated", { site });
    return secret;
  });
}

/** Tells a software no more, or again. Answers its site. Throws FORBIDDEN, NOT_FOUND. */
export function setEndpointActive(scope: Scope, endpointId: string, active: boolean): Promise<string> {
  const { id: etablissementId } = requirePermission(scope, "administer");
  return scope.db.transaction(async (tx) => {
    const { id, site } = await holdEndpoint(tx, etablissementId, endpointId);
    await tx
      .update(webhookEndpoints)
      .set({ active, disabledAt: null, failingSince: null })
      .where(eq(webhookEndpoints.id, id));
    await recordAudit({ ...scope, db: tx }, etablissementId, active ? "webhook-resumed" : "webhook-suspended", {
      site,
    });
    return site;
  });
}

/** Removes an endpoint, with its secret and its history. Answers its site. Throws FORBIDDEN, NOT_FOUND. */
export function removeEndpoint(scope: Scope, endpointId: string): Promise<string> {
  const { id: etablissementId } = requirePermission(scope, "administer");
  return scope.db.transaction(async (tx) => {
    const { id, site } = await holdEndpoint(tx, etablissementId, endpointId);
    await tx.delete(webhookEndpoints).where(eq(webhookEndpoints.id, id));
    await recordAudit({ ...scope, db: tx }, etablissementId, "webhook-removed", { site });
    return site;
  });
}
