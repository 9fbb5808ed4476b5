import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { ReadingChoices } from "@/lib/spreadsheet/reading.types";
import { id, instant } from "./columns";
import { etablissements } from "./etablissements";
import { tenantPolicy } from "./tenant";
import { users } from "./users";

/** What somebody once said of a shape of file: it serves for each file that has the headings it decides on. */
export const columnMatchings = pgTable(
  "column_matchings",
  {
    id: id(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** The headings that it decides on, as written in the file. */
    headings: jsonb("headings").$type<string[]>().notNull(),
    choices: jsonb("choices").$type<ReadingChoices>().notNull(),
    at: instant("at").notNull(),
    by: uuid("by").references(() => users.id, { onDelete: "set null" }),
  },
  (t) => [index("column_matchings_by_etablissement").on(t.etablissementId, t.at), tenantPolicy(t.etablissementId)],
);
