import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { RAPPROCHEMENT_STATES, TBA_LIST_TYPES, type TbaListType } from "@/lib/domain/enumerations";
import { RAPPROCHEMENT_CATEGORIES, type RapprochementActor } from "@/lib/domain/rapprochement/categories";
import type { ReconciledCounts } from "@/lib/domain/rapprochement/reconcile";
import type { TbaLine } from "@/lib/domain/rapprochement/tba-list.types";
import type { StatutTba } from "@/lib/domain/statut.types";
import { id, instant, oneOf } from "./columns";
import { dossiers } from "./dossiers";
import { etablissements } from "./etablissements";
import { tenantPolicy } from "./tenant";
import { users } from "./users";

/** The named lists of the TBA that staff dropped in, with their lines: the newest of each type. */
export const tbaLists = pgTable(
  "tba_lists",
  {
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    type: text("type", { enum: TBA_LIST_TYPES }).notNull(),
    /** When the TBA made it: its name says so, else it is the day it was dropped in. */
    day: date("day", { mode: "string" }).notNull(),
    file: text("file").notNull(),
    at: instant("at").notNull(),
    by: uuid("by").references(() => users.id, { onDelete: "set null" }),
    lines: jsonb("lines").$type<TbaLine[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.etablissementId, t.type] }),
    oneOf("tba_lists_type", t.type, TBA_LIST_TYPES),
    tenantPolicy(t.etablissementId),
  ],
);

/** A list that a rapprochement read, without its lines. */
export type ReadList = { type: TbaListType; day: string; lines: number };

/** Since the rapprochement before: the dossiers seen now and not then, and those seen then and no more. */
export type RapprochementChange = { appeared: number; vanished: number };

/** Where a rapprochement under way is: how many lines it compares with how many dossiers. Null until they are read. */
export type RapprochementProgress = { step: "comparing" | "writing"; lines: number; dossiers: number };

/** What our dossiers and the lists came to together, one row each time a list came in. */
export const rapprochements = pgTable(
  "rapprochements",
  {
    id: id(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    at: instant("at").notNull(),
    by: uuid("by").references(() => users.id, { onDelete: "set null" }),
    state: text("state", { enum: RAPPROCHEMENT_STATES }).notNull().default("waiting"),
    /** How often a job took it up. */
    attempt: integer("attempt").notNull().default(0),
    progress: jsonb("progress").$type<RapprochementProgress>(),
    lists: jsonb("lists").$type<ReadList[]>().notNull().default([]),
    counts: jsonb("counts").$type<ReconciledCounts>(),
    byCategory: jsonb("by_category").$type<Record<string, number>>().notNull().default({}),
    /** Null for the first one. */
    change: jsonb("change").$type<RapprochementChange>(),
    /** The dossiers that the one before saw, kept while this one is the last: an answer compares it again. */
    seenBefore: uuid("seen_before").array(),
  },
  (t) => [
    index("rapprochements_by_etablissement").on(t.etablissementId, t.at),
    oneOf("rapprochements_state", t.state, RAPPROCHEMENT_STATES),
    tenantPolicy(t.etablissementId),
  ],
);

/** The entries of the last rapprochement, one for each dossier and each line of the lists; those of the one before are gone. */
export const rapprochementEntries = pgTable(
  "rapprochement_entries",
  {
    rapprochementId: uuid("rapprochement_id")
      .notNull()
      .references(() => rapprochements.id, { onDelete: "cascade" }),
    rank: integer("rank").notNull(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    category: text("category", { enum: RAPPROCHEMENT_CATEGORIES }).notNull(),
    reason: text("reason").notNull(),
    action: text("action").notNull(),
    actor: text("actor").$type<Exclude<RapprochementActor, null>>(),
    /** Erased with the dossier. */
    dossierId: uuid("dossier_id").references(() => dossiers.id, { onDelete: "cascade" }),
    /** False for a line beside the dossier's own entry: a second one, one to confirm. */
    own: boolean("own").notNull(),
    /** As the list names them, null for who is not in it. */
    line: jsonb("line").$type<TbaLine>(),
    forecast: text("forecast").$type<StatutTba>(),
  },
  (t) => [
    primaryKey({ columns: [t.rapprochementId, t.rank] }),
    index("rapprochement_entries_by_category").on(t.rapprochementId, t.category, t.rank),
    index("rapprochement_entries_by_dossier").on(t.dossierId),
    oneOf("rapprochement_entries_category", t.category, RAPPROCHEMENT_CATEGORIES),
    tenantPolicy(t.etablissementId, [{ column: t.rapprochementId, table: "rapprochements" }]),
  ],
);

/** What somebody said of a dossier and of whom the lists name: the same person, or two. Gone with the dossier. */
export const rapprochementAnswers = pgTable(
  "rapprochement_answers",
  {
    dossierId: uuid("dossier_id")
      .notNull()
      .references(() => dossiers.id, { onDelete: "cascade" }),
    /** Whom the list names, hashed: name, first name and birth date. */
    person: text("person").notNull(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    same: boolean("same").notNull(),
    at: instant("at").notNull(),
    by: uuid("by").references(() => users.id, { onDelete: "set null" }),
  },
  (t) => [
    primaryKey({ columns: [t.dossierId, t.person] }),
    index("rapprochement_answers_by_etablissement").on(t.etablissementId),
    tenantPolicy(t.etablissementId, [{ column: t.dossierId, table: "dossiers" }]),
  ],
);
