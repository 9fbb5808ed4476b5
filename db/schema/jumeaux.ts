import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./colonnes";
import { etablissements } from "./etablissements";
import { utilisateurs } from "./utilisateurs";

/** Two identifiers that staff said are two people («ce sont des jumeaux»), in the order of the alphabet: never taken for a duplicate again. */
export const jumeaux = pgTable(
  "jumeaux",
  {
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    premier: text("premier").notNull(),
    second: text("second").notNull(),
    le: instant("le").notNull(),
    par: uuid("par").references(() => utilisateurs.id, { onDelete: "set null" }),
  },
  (t) => [primaryKey({ columns: [t.etablissementId, t.premier, t.second] })],
);
