import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { Db } from "@/db/database";
import { jetons } from "@/db/schema/jetons";
import { webhookEndpoints } from "@/db/schema/webhooks";

/** What somebody made in an établissement that goes on without them: they may have kept the secret of a jeton, or be who hears a notification. */
export type StillInUse = { jetons: number; notifications: number };

/** Counts what is still open of what a person made there. */
export async function stillInUse(db: Db, etablissementId: string, userId: string, now: Date): Promise<StillInUse> {
  const stands = or(isNull(jetons.expiresAt), gt(jetons.expiresAt, now));
  return {
    jetons: await db.$count(
      jetons,
      and(eq(jetons.etablissementId, etablissementId), eq(jetons.createdBy, userId), isNull(jetons.revokedAt), stands),
    ),
    notifications: await db.$count(
      webhookEndpoints,
      and(
        eq(webhookEndpoints.etablissementId, etablissementId),
        eq(webhookEndpoints.createdBy, userId),
        webhookEndpoints.active,
      ),
    ),
  };
}
