import { boolean, customType, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Corrections } from "@/lib/domain/corrections";
import type { Doubt } from "@/lib/domain/doubts";
import { IMPORT_ROW_ANSWERS, IMPORT_ROW_KINDS } from "@/lib/domain/enumerations";
import type { Json, JsonObject } from "@/lib/domain/json";
import { oneOf } from "./columns";
import { dossiers } from "./dossiers";
import { etablissements } from "./etablissements";
import { imports } from "./imports";
import { tenantPolicy } from "./tenant";

const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => "bytea",
  fromDriver: (value) => Buffer.from(value),
});

/** A field that an import changes: what the software said before, and what it says now. */
export type FieldChange = { before: Json; after: Json };

/** The file as it came in, encrypted, in parts of a size that a statement carries. Kept for the days that the établissement says. */
export const importFiles = pgTable(
  "import_files",
  {
    importId: uuid("import_id")
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    part: integer("part").notNull(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    /** The version of the encryption key, so that those of an older one are found. */
    keyVersion: integer("key_version").notNull(),
    ciphertext: bytes("ciphertext").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.part] }),
    tenantPolicy(t.etablissementId, [{ column: t.importId, table: "imports" }]),
  ],
);

/** The rows of a file between its reading and its application, and what they would do. Gone once it is applied or given up. */
export const importRows = pgTable(
  "import_rows",
  {
    importId: uuid("import_id")
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    /** Its place in the file, all sheets together, from 1. */
    rank: integer("rank").notNull(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    sheet: text("sheet").notNull(),
    row: integer("row").notNull(),
    source: jsonb("source").$type<JsonObject>().notNull(),
    doubts: jsonb("doubts").$type<Doubt[]>().notNull(),
    /** Why the reader left it out; a row that was mended is no longer stopped. */
    stopped: text("stopped"),
    /** The doubts that a person said are none, by their keys (lib/domain/open-doubts.ts). */
    confirmed: jsonb("confirmed").$type<string[]>().notNull().default([]),
    answer: text("answer", { enum: IMPORT_ROW_ANSWERS }),

    kind: text("kind", { enum: IMPORT_ROW_KINDS }),
    dossierId: uuid("dossier_id").references(() => dossiers.id, { onDelete: "set null" }),
    apprenant: text("apprenant").notNull().default(""),
    /** Why it is left out. */
    reason: text("reason"),
    changes: jsonb("changes").$type<Record<string, FieldChange>>(),
    /** What is still to be said of it. */
    questions: jsonb("questions").$type<Doubt[]>().notNull().default([]),
    /** True when its dossier would not be sent. */
    blocked: boolean("blocked").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.rank] }),
    index("import_rows_by_kind").on(t.importId, t.kind, t.rank),
    index("import_rows_by_dossier").on(t.dossierId),
    oneOf("import_rows_kind", t.kind, IMPORT_ROW_KINDS),
    oneOf("import_rows_answer", t.answer, IMPORT_ROW_ANSWERS),
    tenantPolicy(t.etablissementId, [{ column: t.importId, table: "imports" }]),
  ],
);

/** A dossier before an import changed it. */
export type DossierBefore = {
  idErpApprenant: string;
  anneeScolaire: string;
  source: JsonObject;
  corrections: Corrections;
  doubts: Doubt[];
  confirmed: string[];
};

/**
 * What an applied import made, and held as it was, whatever their number, in one row. Kept for the last software's file, which tells who is in the
 * software, and for the last import, which can be undone.
 */
export const importHoldings = pgTable(
  "import_holdings",
  {
    importId: uuid("import_id")
      .primaryKey()
      .references(() => imports.id, { onDelete: "cascade" }),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    created: uuid("created").array().notNull(),
    /** Held without a change; none for what says nothing of who is in the software. */
    kept: uuid("kept").array().notNull(),
    /** False once another import came after, and for one that found nobody. */
    undoable: boolean("undoable").notNull(),
  },
  (t) => [tenantPolicy(t.etablissementId, [{ column: t.importId, table: "imports" }])],
);

/**
 * What undoing the last applied import needs of each dossier that it changed; the next one applied removes it. Those it made, or held as they were,
 * are in its holdings; imports of old have them here.
 */
export const importChanges = pgTable(
  "import_changes",
  {
    importId: uuid("import_id")
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    dossierId: uuid("dossier_id")
      .notNull()
      .references(() => dossiers.id, { onDelete: "cascade" }),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    created: boolean("created").notNull(),
    /** The import that held it before. */
    previousImportId: uuid("previous_import_id").references(() => imports.id, { onDelete: "set null" }),
    /** Null, among imports of old, for those created, or held without a change. */
    before: jsonb("before").$type<DossierBefore>(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.dossierId] }),
    index("import_changes_by_dossier").on(t.dossierId),
    index("import_changes_by_previous").on(t.previousImportId),
    tenantPolicy(t.etablissementId, [
      { column: t.importId, table: "imports" },
      { column: t.dossierId, table: "dossiers" },
    ]),
  ],
);
