import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ChampKey } from "@/lib/domain/champs";
import type { Correction } from "@/lib/domain/corrections";
import { CHANGE_SET_KINDS, CORRECTION_OUTCOMES } from "@/lib/domain/enumerations";
import type { Json } from "@/lib/domain/json";
import { id, instant, oneOf } from "./columns";
import { dossiers } from "./dossiers";
import { etablissements } from "./etablissements";
import { imports } from "./imports";
import { tenantPolicy } from "./tenant";
import { users } from "./users";

/** Corrections made in one gesture, for one dossier or for many: undone together. */
export const changeSets = pgTable(
  "change_sets",
  {
    id: id(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    at: instant("at").notNull(),
    by: uuid("by").references(() => users.id, { onDelete: "set null" }),
    kind: text("kind", { enum: CHANGE_SET_KINDS }).notNull(),
    /** What was corrected, in French: «SIRET du formateur». Nobody's name. */
    title: text("title").notNull(),
    dossiers: integer("dossiers").notNull(),
    undoneAt: instant("undone_at"),
    undoneBy: uuid("undone_by").references(() => users.id, { onDelete: "set null" }),
  },
  (t) => [
    index("change_sets_by_etablissement").on(t.etablissementId, t.at),
    oneOf("change_sets_kind", t.kind, CHANGE_SET_KINDS),
    tenantPolicy(t.etablissementId),
  ],
);

/** One field of one dossier in a gesture: the correction that stood there before and the one put in its place; null for none. */
export const correctionChanges = pgTable(
  "correction_changes",
  {
    changeSetId: uuid("change_set_id")
      .notNull()
      .references(() => changeSets.id, { onDelete: "cascade" }),
    dossierId: uuid("dossier_id")
      .notNull()
      .references(() => dossiers.id, { onDelete: "cascade" }),
    /** The parent's own, copied: the policy reads it without a join. */
    etablissementId: uuid("etablissement_id").notNull(),
    champ: text("champ").$type<ChampKey>().notNull(),
    before: jsonb("before").$type<Correction>(),
    after: jsonb("after").$type<Correction>(),
  },
  (t) => [
    primaryKey({ columns: [t.changeSetId, t.dossierId, t.champ] }),
    index("correction_changes_by_dossier").on(t.dossierId),
    tenantPolicy(t.etablissementId, [
      { column: t.changeSetId, table: "change_sets" },
      { column: t.dossierId, table: "dossiers" },
    ]),
  ],
);

/** Corrections that an import ended: the software now says the same («settled»), or something else, which wins («overridden»). */
export const correctionOutcomes = pgTable(
  "correction_outcomes",
  {
    importId: uuid("import_id")
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    dossierId: uuid("dossier_id")
      .notNull()
      .references(() => dossiers.id, { onDelete: "cascade" }),
    /** The parent's own, copied: the policy reads it without a join. */
    etablissementId: uuid("etablissement_id").notNull(),
    champ: text("champ").$type<ChampKey>().notNull(),
    outcome: text("outcome", { enum: CORRECTION_OUTCOMES }).notNull(),
    correction: jsonb("correction").$type<Correction>().notNull(),
    received: jsonb("received").$type<Json>(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.dossierId, t.champ] }),
    index("correction_outcomes_by_dossier").on(t.dossierId),
    oneOf("correction_outcomes_outcome", t.outcome, CORRECTION_OUTCOMES),
    tenantPolicy(t.etablissementId, [
      { column: t.importId, table: "imports" },
      { column: t.dossierId, table: "dossiers" },
    ]),
  ],
);
