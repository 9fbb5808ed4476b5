import { eq } from "drizzle-orm";
import { etablissements } from "@/db/schema/etablissements";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";

/** Turns the nightly transmission of an établissement on or off. */
export async function setNight(scope: Scope, active: boolean): Promise<void> {
  const { id } = requirePermission(scope, "administer");
  await scope.db.transaction(async (tx) => {
    await tx.update(etablissements).set({ transmissionActive: active }).where(eq(etablissements.id, id));
    await recordAudit({ ...scope, db: tx }, id, active ? "night-on" : "night-off");
  });
}
