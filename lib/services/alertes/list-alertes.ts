import { and, eq, isNull } from "drizzle-orm";
import { alertes } from "@/db/schema/alertes";
import { ALERTE_KINDS } from "@/lib/domain/enumerations";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { describeAlerte } from "./alerte-sentences";
import type { OpenAlerte } from "./alertes.types";

/** Whether the TBA refused the établissement's key and no other was saved since. Throws FORBIDDEN. */
export async function isKeyRefused(scope: Scope): Promise<boolean> {
  const { id: etablissementId } = requirePermission(scope, "view");
  const open = and(
    eq(alertes.etablissementId, etablissementId),
    eq(alertes.kind, "key-refused"),
    isNull(alertes.closedAt),
  );
  return (await scope.db.select({ id: alertes.id }).from(alertes).where(open).limit(1)).length > 0;
}

/** The open alerts of an établissement, as sentences, the most serious first. Throws FORBIDDEN. */
export async function listAlertes(scope: Scope): Promise<OpenAlerte[]> {
  const { id: etablissementId, uai, role } = requirePermission(scope, "view");
  const opened = await scope.db
    .select({ id: alertes.id, kind: alertes.kind, details: alertes.details })
    .from(alertes)
    .where(and(eq(alertes.etablissementId, etablissementId), isNull(alertes.closedAt)));
  return opened
    .sort((a, b) => ALERTE_KINDS.indexOf(a.kind) - ALERTE_KINDS.indexOf(b.kind))
    .map(({ id, kind, details }) => ({ id, ...describeAlerte(kind, details, uai, role) }));
}
