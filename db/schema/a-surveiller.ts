import { date, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { DEPART_REASONS } from "@/lib/domain/enumerations";
import { instant, oneOf } from "./columns";
import { changeSets } from "./corrections";
import { dossiers } from "./dossiers";
import { etablissements } from "./etablissements";
import { tenantPolicy } from "./tenant";
import { users } from "./users";

/** Why the software no longer sends a dossier, as staff said: a last dossier goes to the TBA with the date. */
export const departs = pgTable(
  "departs",
  {
    dossierId: uuid("dossier_id")
      .primaryKey()
      .references(() => dossiers.id, { onDelete: "cascade" }),
    /** The parent's own, copied: the policy reads it without a join. */
    etablissementId: uuid("etablissement_id").notNull(),
    reason: text("reason", { enum: DEPART_REASONS }).notNull(),
    date: date("date", { mode: "string" }),
    at: instant("at").notNull(),
    by: uuid("by").references(() => users.id, { onDelete: "set null" }),
    /** The corrections that carry the date. */
    changeSetId: uuid("change_set_id").references(() => changeSets.id, { onDelete: "set null" }),
  },
  (t) => [
    oneOf("departs_reason", t.reason, DEPART_REASONS),
    tenantPolicy(t.etablissementId, [{ column: t.dossierId, table: "dossiers" }]),
  ],
);

/** Two identifiers that staff said are two people («ce sont des jumeaux»), in the order of the alphabet: never taken for a duplicate again. */
export const jumeaux = pgTable(
  "jumeaux",
  {
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    first: text("first").notNull(),
    second: text("second").notNull(),
    at: instant("at").notNull(),
    by: uuid("by").references(() => users.id, { onDelete: "set null" }),
  },
  (t) => [primaryKey({ columns: [t.etablissementId, t.first, t.second] }), tenantPolicy(t.etablissementId)],
);

/** Of two identifiers of one person, the one that staff kept: the other's dossiers no longer leave. */
export const keptIdentities = pgTable(
  "kept_identities",
  {
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    kept: text("kept").notNull(),
    dropped: text("dropped").notNull(),
    at: instant("at").notNull(),
    by: uuid("by").references(() => users.id, { onDelete: "set null" }),
  },
  (t) => [primaryKey({ columns: [t.etablissementId, t.dropped] }), tenantPolicy(t.etablissementId)],
);
