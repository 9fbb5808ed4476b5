import { index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { IMPORT_ORIGINS, IMPORT_STATES } from "@/lib/domain/enumerations";
import type { FileReading, ReadingChoices } from "@/lib/spreadsheet/reading.types";
import { id, instant, oneOf } from "./columns";
import { etablissements } from "./etablissements";
import { jetons } from "./jetons";
import { tenantPolicy } from "./tenant";
import { users } from "./users";

/** How far the job of an import is: rows done, of how many (0 while nobody knows), since when (ISO). */
export type ImportProgress = { done: number; total: number; startedAt: string };

/** What an import would change, or changed, beside its counts: dossiers valid before and after, and those that the file lacks. */
export type ImportEffect = { validBefore: number; validAfter: number; absents: number; asks: number };

/** A file that came in, how far it is, and what it changed. While it is a preview, its counts are forecasts. */
export const imports = pgTable(
  "imports",
  {
    id: id(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    file: text("file").notNull(),
    /** When it was received; once it is applied, when that was. */
    at: instant("at").notNull(),
    by: uuid("by").references(() => users.id, { onDelete: "set null" }),
    rows: integer("rows").notNull(),
    created: integer("created").notNull(),
    modified: integer("modified").notNull(),
    unchanged: integer("unchanged").notNull(),
    /** What became of the corrections that staff had made: still needed, no longer needed, overwritten by the file. */
    correctionsKept: integer("corrections_kept").notNull().default(0),
    correctionsSettled: integer("corrections_settled").notNull().default(0),
    correctionsOverridden: integer("corrections_overridden").notNull().default(0),
    nonApprentis: integer("non_apprentis").notNull(),
    setAside: jsonb("set_aside").$type<{ sheet?: string; row: number; reason: string }[]>().notNull(),
    ignoredColumns: jsonb("ignored_columns").$type<string[]>().notNull(),

    /** A push brings some dossiers, a file all of them: only a file tells who is absent, and can be undone. */
    origin: text("origin", { enum: IMPORT_ORIGINS }).notNull().default("file"),
    /** The jeton of a push; its name is in `file`. */
    jetonId: uuid("jeton_id").references(() => jetons.id, { onDelete: "set null" }),

    /** Those from before there were previews are applied. */
    state: text("state", { enum: IMPORT_STATES }).notNull().default("applied"),
    size: integer("size"),
    sha256: text("sha256"),
    /** Why it was refused, or why it could not be applied. */
    refusal: text("refusal"),
    choices: jsonb("choices").$type<ReadingChoices>().notNull().default({}),
    /** The remembered matching that chose the columns, by its name. */
    matching: text("matching"),
    reading: jsonb("reading").$type<FileReading>(),
    effect: jsonb("effect").$type<ImportEffect>(),
    progress: jsonb("progress").$type<ImportProgress>(),
    /** The applied import of the same file, when nothing was applied since: a person says whether to go on. */
    sameAs: uuid("same_as"),
    /** How often a job took it up: what an attempt writes counts only while it is the last one. */
    attempt: integer("attempt").notNull().default(0),
    /** The process at work on it (db/liveness-lock.ts). */
    ownerId: integer("owner_id"),
  },
  (t) => [
    index("imports_by_etablissement").on(t.etablissementId, t.at),
    oneOf("imports_origin", t.origin, IMPORT_ORIGINS),
    oneOf("imports_state", t.state, IMPORT_STATES),
    tenantPolicy(t.etablissementId),
  ],
);
