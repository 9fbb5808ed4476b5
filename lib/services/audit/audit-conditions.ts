import { and, eq, inArray, isNull, like, type SQL, sql } from "drizzle-orm";
import { auditLog } from "@/db/schema/audit";
import { contains } from "@/lib/domain/search-text";
import { type AuditFilters, CLOCK_CHOICE } from "./audit.types";

/**
 * The lines that an établissement's journal shows: its own, and those of no établissement (sign-ins, passwords) of the people who are its
 * members now. Nothing of what a person did in another établissement, nor of people who are not members.
 */
const shownTo = (etablissementId: string): SQL =>
  sql`(${auditLog.etablissementId} = ${etablissementId}::uuid or (${auditLog.etablissementId} is null
    and ${auditLog.actorId} in (select m.user_id from memberships m where m.etablissement_id = ${etablissementId}::uuid)))`;

const startOf = (day: SQL): SQL => sql`((${day})::timestamp at time zone 'Europe/Paris')`;

/** What the clock does: only it writes these without an author. */
export const CLOCK_ACTIONS = ["transmission", "purge", "webhook-disabled"] as const;

function byPerson(personId: string): SQL | undefined {
  if (personId === "") return undefined;
  if (personId !== CLOCK_CHOICE) return eq(auditLog.actorId, personId);
  return and(isNull(auditLog.actorId), inArray(auditLog.action, CLOCK_ACTIONS));
}

/** The lines of the journal that the filters keep. */
export function auditConditions(
  etablissementId: string,
  { personId, action, from, to, address }: Omit<AuditFilters, "page">,
): SQL {
  const kept = and(
    shownTo(etablissementId),
    byPerson(personId),
    action === null ? undefined : eq(auditLog.action, action),
    from === null ? undefined : sql`${auditLog.at} >= ${startOf(sql`${from}::date`)}`,
    to === null ? undefined : sql`${auditLog.at} < ${startOf(sql`${to}::date + 1`)}`,
    address === "" ? undefined : like(auditLog.address, contains(address)),
  );
  return kept ?? sql`false`;
}
