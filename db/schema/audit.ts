import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { AUDIT_ACTIONS } from "@/lib/domain/enumerations";
import { id, instant, oneOf } from "./columns";
import { etablissements } from "./etablissements";
import { appendOnlyPolicies } from "./tenant";
import { users } from "./users";

/**
 * Who did what, when, from where. No personal data of apprentices, no secret. Nobody changes nor removes a line: a trigger refuses it
 * (db/schema/triggers.ts), but to the two functions of the migration that pseudonymise what was erased and purge what is too old.
 */
export const auditLog = pgTable(
  "audit_log",
  {
    id: id(),
    etablissementId: uuid("etablissement_id").references(() => etablissements.id, { onDelete: "cascade" }),
    at: instant("at").notNull(),
    /** Null for the clock. */
    actorId: uuid("actor_id").references(() => users.id, { onDelete: "set null" }),
    action: text("action", { enum: AUDIT_ACTIONS }).notNull(),
    /** The caller's IP address; null for the clock. */
    address: text("address"),
    details: jsonb("details").$type<Record<string, string | number | boolean>>().notNull().default({}),
  },
  (t) => [
    index("audit_log_by_etablissement").on(t.etablissementId, t.at),
    // What concerns no établissement (sign-ins) is found by who did it.
    index("audit_log_of_nobody").on(t.actorId, t.at).where(sql`etablissement_id is null`),
    // A dossier is read once an hour by the same person, however many times its page is shown.
    uniqueIndex("audit_log_readings")
      .on(t.actorId, sql`(details ->> 'dossier')`, sql`date_trunc('hour', at at time zone 'UTC')`)
      .where(sql`action = 'dossier-read'`),
    oneOf("audit_log_action", t.action, AUDIT_ACTIONS),
    ...appendOnlyPolicies(t.etablissementId, t.actorId),
  ],
);
