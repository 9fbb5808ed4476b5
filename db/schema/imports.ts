import { integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { etablissements } from "./etablissements";
import { tenantPolicy } from "./tenant";
import { users } from "./users";

/** A file that came in, and what it changed. */
export const imports = pgTable(
  "imports",
  {
    id: id(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    file: text("file").notNull(),
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
    setAside: jsonb("set_aside").$type<{ row: number; reason: string }[]>().notNull(),
    ignoredColumns: jsonb("ignored_columns").$type<string[]>().notNull(),
  },
  (t) => [tenantPolicy(t.etablissementId)],
);
