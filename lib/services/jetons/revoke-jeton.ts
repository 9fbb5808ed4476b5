import { and, eq, isNull } from "drizzle-orm";
import { jetons } from "@/db/schema/jetons";
import { isUuid } from "@/lib/domain/is-uuid";
import { ServiceError } from "@/lib/errors";
import { closeSettledSoftwares } from "@/lib/services/alertes/software-silence";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";

/**
 * Ends a jeton, from the next call on. One that is for several établissements ends in this one alone. Answers its name. Throws FORBIDDEN,
 * NOT_FOUND (unknown, another établissement's, revoked already).
 */
export function revokeJeton(scope: Scope, jetonId: string): Promise<string> {
  const { id } = requirePermission(scope, "administer");
  return scope.db.transaction(async (tx) => {
    const [revoked] = isUuid(jetonId)
      ? await tx
          .update(jetons)
          .set({ revokedAt: scope.now })
          .where(and(eq(jetons.id, jetonId), eq(jetons.etablissementId, id), isNull(jetons.revokedAt)))
          .returning({ name: jetons.name })
      : [];
    if (revoked === undefined) throw new ServiceError("NOT_FOUND", "Ce jeton n'existe pas, ou il est déjà révoqué.");
    await recordAudit({ ...scope, db: tx }, id, "jeton-revoked", { jetonName: revoked.name });
    await closeSettledSoftwares(tx, scope.now, id);
    return revoked.name;
  });
}
