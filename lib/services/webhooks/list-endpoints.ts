import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { users } from "@/db/schema/users";
import { webhookDeliveries, webhookEndpoints } from "@/db/schema/webhooks";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import type { DeliveryRow, EndpointRow } from "./webhooks.types";

const SHOWN = 20;
/** A test is made at once or never, and given up long before: the process of one that still waits is gone. */
const TEST_LASTS_MS = 2 * 60_000;
const iso = (instant: Date | null) => instant?.toISOString() ?? null;

type Delivery = typeof webhookDeliveries.$inferSelect;

function outcomeOf({ type, state, failure, nextAttemptAt, createdAt }: Delivery, now: Date) {
  const lost = type === "essai" && state === "waiting" && now.getTime() - createdAt.getTime() > TEST_LASTS_MS;
  return lost
    ? { state: "failed" as const, failure: "stopped" as const, nextAttemptAt: null }
    : { state, failure, nextAttemptAt: iso(nextAttemptAt) };
}

async function listDeliveries(
  { db, now }: Scope,
  etablissementId: string,
): Promise<(DeliveryRow & { endpointId: string })[]> {
  const { endpointId, createdAt, id } = webhookDeliveries;
  const rank = sql<number>`row_number() over (partition by ${endpointId} order by ${createdAt} desc, ${id})`.as("rank");
  const ranked = db
    .select({ id, rank })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.etablissementId, etablissementId))
    .as("ranked");
  const last = db.select({ id: ranked.id }).from(ranked).where(sql`${ranked.rank} <= ${SHOWN}`);
  const found = await db.select().from(webhookDeliveries).where(inArray(id, last)).orderBy(desc(createdAt), asc(id));
  return found.map((row) => ({
    id: row.id,
    endpointId: row.endpointId,
    eventId: row.eventId,
    type: row.type,
    createdAt: row.createdAt.toISOString(),
    attempts: row.attempts,
    attemptedAt: iso(row.attemptedAt),
    httpStatus: row.httpStatus,
    ...outcomeOf(row, now),
  }));
}

/** The endpoints of the établissement, the newest first, each with its last notifications. Throws FORBIDDEN. */
export async function listEndpoints(scope: Scope): Promise<EndpointRow[]> {
  const { id: etablissementId } = requirePermission(scope, "administer");
  const found = await scope.db
    .select({ endpoint: webhookEndpoints, author: users.name })
    .from(webhookEndpoints)
    .leftJoin(users, eq(users.id, webhookEndpoints.createdBy))
    .where(and(eq(webhookEndpoints.etablissementId, etablissementId)))
    .orderBy(desc(webhookEndpoints.createdAt));
  const deliveries = await listDeliveries(scope, etablissementId);
  return found.map(({ endpoint, author }) => {
    const { id, url, events, active, disabledAt, failingSince, previousUntil, createdAt } = endpoint;
    return {
      ...{ id, url, events, active, disabledAt: iso(disabledAt), failingSince: iso(failingSince) },
      previousUntil: previousUntil !== null && previousUntil > scope.now ? previousUntil.toISOString() : null,
      createdAt: createdAt.toISOString(),
      by: author ?? "une personne partie depuis",
      deliveries: deliveries.filter(({ endpointId }) => endpointId === id).map(({ endpointId: _, ...row }) => row),
    };
  });
}
