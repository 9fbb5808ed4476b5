import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { webhookEndpoints } from "@/db/schema/webhooks";
import { isUuid } from "@/lib/domain/is-uuid";
import { ServiceError } from "@/lib/errors";

type Endpoint = typeof webhookEndpoints.$inferSelect & { site: string };

/** An endpoint of an établissement, held by the transaction. Throws NOT_FOUND (unknown, another établissement's). */
export async function holdEndpoint(tx: Db, etablissementId: string, id: string): Promise<Endpoint> {
  const own = and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.etablissementId, etablissementId));
  const [found] = isUuid(id) ? await tx.select().from(webhookEndpoints).where(own).for("update") : [];
  if (found === undefined) throw new ServiceError("NOT_FOUND", "Cette adresse n'est plus prévenue.");
  return { ...found, site: new URL(found.url).hostname };
}
