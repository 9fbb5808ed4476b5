import { auditLog } from "@/db/schema/audit";
import type { AuditAction } from "@/lib/domain/enumerations";
import { actorId, type ServiceContext } from "@/lib/services/context";

/**
 * Writes down who did what in an établissement, and from where. `details` hold no secret and nobody's name; a software is named
 * there, with the identifier of its jeton.
 */
export async function recordAudit(
  { db, actor, now, address = null }: ServiceContext,
  etablissementId: string | null,
  action: AuditAction,
  details: Record<string, string | number | boolean> = {},
): Promise<void> {
  const software: typeof details = actor.kind === "software" ? { jeton: actor.jetonId, software: actor.name } : {};
  const line = {
    etablissementId,
    at: now,
    actorId: actorId(actor),
    address,
    action,
    details: { ...details, ...software },
  };
  await db.insert(auditLog).values(line);
}
