import { asc, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { auditLog } from "@/db/schema/audit";
import type { AuditAction } from "@/lib/domain/enumerations";

/** What the journal of an établissement says was done, in its order. */
export async function audited(db: Db, etablissementId: string): Promise<AuditAction[]> {
  const own = eq(auditLog.etablissementId, etablissementId);
  const lines = await db.select({ action: auditLog.action }).from(auditLog).where(own).orderBy(asc(auditLog.at));
  return lines.map(({ action }) => action);
}
