import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { RETENTION_KINDS } from "@/lib/domain/enumerations";
import { id, instant, oneOf } from "./columns";
import { etablissements } from "./etablissements";
import { tenantPolicy } from "./tenant";
import { users } from "./users";

/** For how many days an établissement keeps a kind of data; without a row, the default (lib/domain/retention.ts). */
export const retentions = pgTable(
  "retentions",
  {
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: RETENTION_KINDS }).notNull(),
    days: integer("days").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.etablissementId, t.kind] }),
    oneOf("retentions_kind", t.kind, RETENTION_KINDS),
    check("retentions_days", sql`days between 1 and 3650`),
    tenantPolicy(t.etablissementId),
  ],
);

/** A person who was erased: nothing but keyed hashes, by which an import knows not to take them in again. */
export const erasures = pgTable(
  "erasures",
  {
    id: id(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    at: instant("at").notNull(),
    by: uuid("by").references(() => users.id, { onDelete: "set null" }),
    dossiers: integer("dossiers").notNull(),
    /** HMAC of who it was (lib/services/preparation/erasure-marks.ts): useless without the server's key. */
    marks: text("marks").array().notNull(),
  },
  (t) => [index("erasures_by_etablissement").on(t.etablissementId, t.at), tenantPolicy(t.etablissementId)],
);

/** The days on which the purge began, and when it was through: one process does it, another takes up what a dead one left. */
export const purges = pgTable("purges", {
  /** A day in Paris. */
  day: date("day", { mode: "string" }).primaryKey(),
  startedAt: instant("started_at").notNull(),
  endedAt: instant("ended_at"),
});
