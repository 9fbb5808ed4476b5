import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { etablissements } from "@/db/schema/etablissements";
import { webhookDeliveries, webhookEndpoints } from "@/db/schema/webhooks";
import type { WebhookEvent, WebhookType } from "@/lib/domain/enumerations";
import type { JsonObject } from "@/lib/domain/json";
import { env } from "@/lib/env";

/** What a notification says of an event: figures, states, identifiers of the software. `path`: our page about it. */
export type EventData = { path: string; data: JsonObject };

/** The message, as the Standard Webhooks specification lays it out. */
export const messageBody = (type: WebhookType, uai: string, { path, data }: EventData, at: Date): JsonObject => ({
  type,
  timestamp: at.toISOString(),
  data: { uai, ...data, lien: `${env().NEXTAUTH_URL}/${uai}${path}` },
});

export const newEventId = (): string => `msg_${randomUUID().replaceAll("-", "")}`;

/**
 * Writes down what the endpoints of an établissement that want it are to be told, in the transaction of what it is about: neither goes
 * without the other. `make` is asked only when there is somebody to tell.
 */
export async function recordEvent(
  tx: Db,
  etablissementId: string,
  type: WebhookEvent,
  now: Date,
  make: () => Promise<EventData> | EventData,
): Promise<void> {
  const found = await tx
    .select({ endpointId: webhookEndpoints.id, uai: etablissements.uai })
    .from(webhookEndpoints)
    .innerJoin(etablissements, eq(etablissements.id, webhookEndpoints.etablissementId))
    .where(
      and(
        eq(webhookEndpoints.etablissementId, etablissementId),
        eq(webhookEndpoints.active, true),
        sql`${type} = any (${webhookEndpoints.events})`,
      ),
    );
  const [first] = found;
  if (first === undefined) return;
  const event = { eventId: newEventId(), type, body: messageBody(type, first.uai, await make(), now) };
  await tx
    .insert(webhookDeliveries)
    .values(
      found.map(({ endpointId }) => ({ ...event, endpointId, etablissementId, createdAt: now, nextAttemptAt: now })),
    );
}
