import { integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { ROLES } from "@/lib/domain/enumerations";
import { createdAt, id, instant, oneOf } from "./columns";
import { etablissements, reseaux } from "./etablissements";
import { tenantPolicy } from "./tenant";

export const users = pgTable("users", {
  id: id(),
  /** Lower case. */
  email: text("email").notNull().unique(),
  name: text("name").notNull(),
  /** Argon2id, encoded; null for a person who only comes through OpenID Connect. */
  password: text("password"),
  createdAt: createdAt(),
});

/** What a person may do in an établissement. */
export const memberships = pgTable(
  "memberships",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    role: text("role", { enum: ROLES }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.etablissementId] }),
    oneOf("memberships_role", t.role, ROLES),
    tenantPolicy(t.etablissementId),
  ],
);

/** A superviseur sees all the établissements of a réseau; more rights in one come from a membership. */
export const supervisions = pgTable(
  "supervisions",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    reseauId: uuid("reseau_id")
      .notNull()
      .references(() => reseaux.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.userId, t.reseauId] })],
);

/** Failed sign-ins, by a fingerprint of the e-mail: no personal data is kept. */
export const signInAttempts = pgTable("sign_in_attempts", {
  key: text("key").primaryKey(),
  failures: integer("failures").notNull(),
  lastFailureAt: instant("last_failure_at").notNull(),
});
