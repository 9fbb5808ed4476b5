import { sql } from "drizzle-orm";
import { boolean, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { ROLES } from "@/lib/domain/enumerations";
import { createdAt, id, instant, oneOf } from "./columns";
import { etablissements } from "./etablissements";
import { tenantPolicy } from "./tenant";
import { users } from "./users";

/**
 * Someone is asked to come in: into an établissement with a role, or, from the host, to an account alone. Its link is single use;
 * the token of the link is not here, only its hash.
 */
export const invitations = pgTable(
  "invitations",
  {
    id: id(),
    etablissementId: uuid("etablissement_id").references(() => etablissements.id, { onDelete: "cascade" }),
    role: text("role", { enum: ROLES }),
    /** Lower case. */
    email: text("email").notNull(),
    name: text("name").notNull(),
    tokenHash: text("token_hash").notNull(),
    /** Made by the host, who answers for whom it is for: it alone may give a new password to an account that exists. */
    byHost: boolean("by_host").notNull().default(false),
    invitedBy: uuid("invited_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
  },
  (t) => [
    uniqueIndex("invitations_open").on(t.etablissementId, t.email).where(sql`accepted_at is null`),
    index("invitations_by_email").on(t.email),
    oneOf("invitations_role", t.role, ROLES),
    tenantPolicy(t.etablissementId),
  ],
);

/** A link to choose a new password, single use. */
export const passwordResets = pgTable(
  "password_resets",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    tokenHash: text("token_hash").notNull(),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [index("password_resets_by_user").on(t.userId)],
);
