import { and, desc, eq, lt, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { auditLog } from "@/db/schema/audit";
import { changeSets } from "@/db/schema/corrections";
import { dossiers } from "@/db/schema/dossiers";
import { users } from "@/db/schema/users";
import type { AuditAction } from "@/lib/domain/enumerations";
import type { AuditLine } from "./audit.types";
import { CLOCK_ACTIONS } from "./audit-conditions";
import { type AuditDetails, describeAudit } from "./audit-sentences";

/** A line and its act, and the instant that the next reading goes on from. */
export type ReadLine = AuditLine & { action: AuditAction; instant: Date };

const IS_CLOCK = new Set<AuditAction>(CLOCK_ACTIONS);

function author(name: string | null, action: AuditAction, { software, host, byHost }: AuditDetails): string {
  if (typeof software === "string") return `Le logiciel « ${software} »`;
  // The second is how invitations of old say it.
  if (host === true || byHost === true) return "L'hébergeur";
  return name ?? (IS_CLOCK.has(action) ? "Automatique (nuit)" : "Une personne partie depuis");
}

/** Lines of the journal, the last first: from `offset` on, or those before `after`. */
export async function readLines(
  db: Db,
  where: SQL,
  { limit, offset = 0, after }: { limit: number; offset?: number; after?: ReadLine | undefined },
): Promise<ReadLine[]> {
  const before =
    after === undefined
      ? undefined
      : or(lt(auditLog.at, after.instant), and(eq(auditLog.at, after.instant), lt(auditLog.id, after.id)));
  const ofEtablissement = (id: SQL) => sql`${id} = ${auditLog.etablissementId}`;
  const found = await db
    .select({ line: auditLog, name: users.name, title: changeSets.title, dossierId: dossiers.id })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorId))
    .leftJoin(
      changeSets,
      sql`${changeSets.id}::text = ${auditLog.details} ->> 'changeSet' and ${ofEtablissement(sql`${changeSets.etablissementId}`)}`,
    )
    .leftJoin(
      dossiers,
      sql`${dossiers.id}::text = ${auditLog.details} ->> 'dossier' and ${ofEtablissement(sql`${dossiers.etablissementId}`)}`,
    )
    .where(and(where, before))
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(limit)
    .offset(offset);
  return found.map(({ line: { id, at, action, details, address }, name, title, dossierId }) => ({
    id,
    instant: at,
    at: at.toISOString(),
    by: author(name, action, details),
    action,
    sentence: describeAudit(action, details, title),
    address,
    dossierId,
  }));
}
