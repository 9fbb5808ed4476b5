import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { AUDIT_ACTIONS } from "@/lib/domain/enumerations";
import { id, instant, oneOf } from "./columns";
import { etablissements } from "./etablissements";
import { appendOnlyPolicies } from "./tenant";
import { users } from "./users";

/** Who did what, when. No personal data of apprentices, no secret. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: id(),
    etablissementId: uuid("etablissement_id").references(() => etablissements.id, { onDelete: "cascade" }),
    at: instant("at").notNull(),
    /** Null for the clock. */
    actorId: uuid("actor_id").references(() => users.id, { onDelete: "set null" }),
    action: text("action", { enum: AUDIT_ACTIONS }).notNull(),
    details: jsonb("details").$type<Record<string, string | number | boolean>>().notNull().default({}),
  },
  (t) => [
    index("audit_log_by_etablissement").on(t.etablissementId, t.at),
    oneOf("audit_log_action", t.action, AUDIT_ACTIONS),
    ...appendOnlyPolicies(t.etablissementId),
  ],
);
