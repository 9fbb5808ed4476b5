import { and, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { erasures } from "@/db/schema/rgpd";
import { users } from "@/db/schema/users";
import { isUuid } from "@/lib/domain/is-uuid";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import type { ErasureLine } from "./rgpd.types";

const LIMIT = 200;

/** The erasures of an établissement, the last first: when, by whom, how many dossiers; never whose. */
export async function listErasures(db: Db, etablissementId: string): Promise<ErasureLine[]> {
  const found = await db
    .select({ id: erasures.id, at: erasures.at, dossiers: erasures.dossiers, name: users.name })
    .from(erasures)
    .leftJoin(users, eq(users.id, erasures.by))
    .where(eq(erasures.etablissementId, etablissementId))
    .orderBy(desc(erasures.at))
    .limit(LIMIT);
  return found.map(({ at, name, ...line }) => ({
    ...line,
    at: at.toISOString(),
    by: name ?? "une personne partie depuis",
  }));
}

/** The next file may bring the erased person back: they came back to school, or it was a mistake. Throws FORBIDDEN, NOT_FOUND. */
export async function readmitPerson(scope: Scope, erasureId: string): Promise<void> {
  const { id: etablissementId } = requirePermission(scope, "administer");
  await scope.db.transaction(async (tx) => {
    const ours = and(eq(erasures.id, erasureId), eq(erasures.etablissementId, etablissementId));
    const removed = isUuid(erasureId) ? await tx.delete(erasures).where(ours).returning({ id: erasures.id }) : [];
    if (removed.length === 0) throw new ServiceError("NOT_FOUND", "Cet effacement n'existe pas, ou il est déjà levé.");
    await recordAudit({ ...scope, db: tx }, etablissementId, "rgpd-readmission");
  });
}
