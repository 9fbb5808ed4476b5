import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { auditLog } from "@/db/schema/audit";
import { AUDIT_ACTIONS } from "@/lib/domain/enumerations";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { type AuditFilters, type AuditPage, CLOCK_CHOICE } from "./audit.types";
import { auditConditions } from "./audit-conditions";
import { readLines } from "./audit-lines";
import { auditLabel } from "./audit-sentences";

const PER_PAGE = 50;
const PersonSchema = z.object({ id: z.string(), name: z.string() });

/** Its members, and whoever else did something in it. */
function listPeople(db: Db, etablissementId: string) {
  return parsedRows(
    db,
    PersonSchema,
    sql`select u.id, u.name from users u where u.id in (
        select user_id from memberships where etablissement_id = ${etablissementId}::uuid
        union
        select actor_id from audit_log where etablissement_id = ${etablissementId}::uuid
      ) order by u.name, u.id limit 500`,
  );
}

/** A page of the établissement's journal, the last line first; a page out of bounds is the nearest one. Throws FORBIDDEN. */
export async function listAudit(scope: Scope, filters: AuditFilters): Promise<AuditPage> {
  const { db } = scope;
  const { id } = requirePermission(scope, "administer");
  const where = auditConditions(id, filters);
  const total = await db.$count(auditLog, where);
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  const page = Math.min(filters.page, pages);
  const found = await readLines(db, where, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE });
  const actions = AUDIT_ACTIONS.map((action) => ({ action, label: auditLabel(action) }));
  return {
    lines: found.map(({ action: _, instant: __, ...line }) => line),
    total,
    page,
    pages,
    people: [...(await listPeople(db, id)), { id: CLOCK_CHOICE, name: "Automatique (nuit)" }],
    actions: actions.sort((a, b) => a.label.localeCompare(b.label, "fr")),
  };
}
