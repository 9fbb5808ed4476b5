import { boolean, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { JETON_RIGHTS } from "@/lib/domain/enumerations";
import { allOf, createdAt, id, instant } from "./columns";
import { etablissements } from "./etablissements";
import { tenantPolicy } from "./tenant";
import { users } from "./users";

/**
 * What a software shows to enter an établissement. One that is for several (a réseau's, a vendor's) has a row in each, of the same secret:
 * each sees its own uses and revokes its own row.
 */
export const jetons = pgTable(
  "jetons",
  {
    id: id(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    rights: text("rights", { enum: JETON_RIGHTS }).array().notNull(),
    /** SHA-256 of the secret, which is 256 random bits: it is shown once and kept nowhere. */
    secretHash: text("secret_hash").notNull(),
    /** True when other établissements have a row of the same secret. */
    shared: boolean("shared").notNull().default(false),
    createdAt: createdAt(),
    createdBy: uuid("created_by").references(() => users.id, { onDelete: "set null" }),
    /** Null: no end. */
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
    lastUsedAt: instant("last_used_at"),
    lastAddress: text("last_address"),
  },
  (t) => [
    uniqueIndex("jetons_by_secret").on(t.secretHash, t.etablissementId),
    index("jetons_by_etablissement").on(t.etablissementId, t.createdAt),
    allOf("jetons_rights", t.rights, JETON_RIGHTS),
    tenantPolicy(t.etablissementId),
  ],
);
