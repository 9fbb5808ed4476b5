import { randomUUID } from "node:crypto";
import { count, eq } from "drizzle-orm";
import { z } from "zod";
import { webhookEndpoints } from "@/db/schema/webhooks";
import { WEBHOOK_EVENTS } from "@/lib/domain/enumerations";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { actorId } from "@/lib/services/context";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { parseEndpointUrl } from "@/lib/webhooks/endpoint-url";
import { newSigningSecret } from "@/lib/webhooks/signing";
import { reach } from "./process-sender";
import { sealSecret } from "./signing-secrets";

const MAX_ENDPOINTS = 10;

export type EndpointInput = { url: string; events: readonly string[] };

const eventsSchema = z.array(z.enum(WEBHOOK_EVENTS)).min(1);

function parse({ url: typed, events: chosen }: EndpointInput) {
  const url = parseEndpointUrl(typed, reach());
  const events = eventsSchema.safeParse([...new Set(chosen)]);
  const fields = {
    ...("fault" in url && { url: url.fault }),
    ...(!events.success && { events: "Cochez au moins une chose à annoncer." }),
  };
  if ("fault" in url || !events.success) {
    throw new ServiceError("INVALID_INPUT", Object.values(fields)[0] ?? "", fields);
  }
  return { url: url.url, events: events.data };
}

/** Has a software told of what happens. Answers the signing secret, which nobody can read again. Throws FORBIDDEN, INVALID_INPUT by field, CONFLICT. */
export function createEndpoint(scope: Scope, input: EndpointInput): Promise<string> {
  const { id: etablissementId } = requirePermission(scope, "administer");
  const { url, events } = parse(input);
  return scope.db.transaction(async (tx) => {
    const [found] = await tx
      .select({ endpoints: count() })
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.etablissementId, etablissementId));
    if ((found?.endpoints ?? 0) >= MAX_ENDPOINTS) {
      throw new ServiceError("CONFLICT", `${MAX_ENDPOINTS} adresses sont déjà prévenues : retirez-en d'abord une.`);
    }
    const [id, secret] = [randomUUID(), newSigningSecret()];
    await tx.insert(webhookEndpoints).values({
      ...{ id, etablissementId, url: url.href, events, secret: sealSecret(secret, id) },
      ...{ createdAt: scope.now, createdBy: actorId(scope.actor) },
    });
    await recordAudit({ ...scope, db: tx }, etablissementId, "webhook-created", { site: url.hostname });
    return secret;
  });
}
