import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Db } from "@/db/database";
import { alertes } from "@/db/schema/alertes";
import type { AlerteKind } from "@/lib/domain/enumerations";

/** Closes the alerts of some kinds in an établissement, those that are open: what they said is no longer true. */
export async function closeAlertes(
  db: Db,
  etablissementId: string,
  kinds: readonly AlerteKind[],
  now: Date,
): Promise<void> {
  if (kinds.length === 0) return;
  await db
    .update(alertes)
    .set({ closedAt: now })
    .where(
      and(eq(alertes.etablissementId, etablissementId), inArray(alertes.kind, [...kinds]), isNull(alertes.closedAt)),
    );
}
