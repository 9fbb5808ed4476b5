import { integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
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
  passwordChangedAt: instant("password_changed_at"),
  lastSignInAt: instant("last_sign_in_at"),
  /** The host closed this account: no way in, whatever the proof. */
  disabledAt: instant("disabled_at"),
  /** Secret of the second factor, encrypted, bound to the id; there before it counts, so that the person can try it. */
  totpSecret: text("totp_secret"),
  /** Since when the second factor is asked; null when it is not. */
  totpSince: instant("totp_since"),
  /** The last period whose code was used: a code serves once. */
  totpLastPeriod: integer("totp_last_period"),
  createdAt: createdAt(),
});

/** A person as an OpenID Connect provider knows them: its own name for them, kept at the first sign-in and required after. */
export const identities = pgTable(
  "identities",
  {
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.issuer, t.subject] }),
    uniqueIndex("identities_one_by_issuer").on(t.userId, t.issuer),
  ],
);

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
