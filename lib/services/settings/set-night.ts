import { eq } from "drizzle-orm";
import { etablissements } from "@/db/schema/etablissements";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { authorize } from "@/lib/services/etablissements/authorize";

/** Turns the nightly transmission of an établissement on or off. */
export async function setNight(ctx: ServiceContext, uai: string, active: boolean): Promise<void> {
  const { id } = await authorize(ctx, uai, "administer");
  await ctx.db.transaction(async (tx) => {
    await tx.update(etablissements).set({ transmissionActive: active }).where(eq(etablissements.id, id));
    await recordAudit({ ...ctx, db: tx }, id, active ? "night-on" : "night-off");
  });
}
