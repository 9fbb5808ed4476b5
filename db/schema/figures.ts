import { date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { RUN_STATUSES } from "@/lib/domain/enumerations";
import type { CauseFigure } from "@/lib/domain/reseau/cause-figure.types";
import { id, instant, oneOf } from "./columns";
import { tenantPolicy } from "./tenant";

/**
 * These tables have no foreign key: its check would wait for who holds the établissement (an import, a correction), and a writer that holds
 * dossiers must wait for nobody. A trigger removes their rows with the établissement.
 *
 * What a write of dossiers changed in the counts of its établissement: the triggers add a row in the writer's own transaction, and lock
 * nothing that another writer wants. An établissement's counts are always those of `etablissement_figures` plus these.
 */
export const figureChanges = pgTable(
  "figure_changes",
  {
    id: id(),
    etablissementId: uuid("etablissement_id").notNull(),
    apprentis: integer("apprentis").notNull(),
    valides: integer("valides").notNull(),
    seen: integer("seen").notNull(),
  },
  (t) => [index("figure_changes_by_etablissement").on(t.etablissementId), tenantPolicy(t.etablissementId)],
);

/** An établissement in figures, nobody in it: one short row, so that a réseau of hundreds is read at once. */
export const etablissementFigures = pgTable(
  "etablissement_figures",
  {
    etablissementId: uuid("etablissement_id").primaryKey(),
    apprentis: integer("apprentis").notNull().default(0),
    valides: integer("valides").notNull().default(0),
    /** Apprentices that the TBA's own lists named. */
    seen: integer("seen").notNull().default(0),
    /** The first causes, the most useful to repair first, as the dossiers were when the changes were last folded in. */
    causes: jsonb("causes").$type<CauseFigure[]>().notNull().default([]),
    /** Null until they were looked for. */
    causesAt: instant("causes_at"),
    /** How the last run that is over began and ended. */
    lastRunAt: instant("last_run_at"),
    lastRunStatus: text("last_run_status", { enum: RUN_STATUSES }),
    /** Valid dossiers on the thirty days that end with `nightsUntil`, null on a day without a transmission. */
    validNights: integer("valid_nights").array().notNull().default([]),
    nightsUntil: date("nights_until", { mode: "string" }),
  },
  (t) => [
    oneOf("etablissement_figures_last_run_status", t.lastRunStatus, RUN_STATUSES),
    tenantPolicy(t.etablissementId),
  ],
);

/** An établissement as the last transmission of a day (in Paris) left it. No row: nothing was transmitted that day. */
export const nightFigures = pgTable(
  "night_figures",
  {
    etablissementId: uuid("etablissement_id").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    status: text("status", { enum: RUN_STATUSES }).notNull(),
    valides: integer("valides").notNull(),
    invalides: integer("invalides").notNull(),
    accepted: integer("accepted").notNull(),
    refused: integer("refused").notNull(),
    /** Null when nobody counted it: nights from before this table. */
    seen: integer("seen"),
  },
  (t) => [
    primaryKey({ columns: [t.etablissementId, t.day] }),
    oneOf("night_figures_status", t.status, RUN_STATUSES),
    tenantPolicy(t.etablissementId),
  ],
);
