import { integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./colonnes";
import { etablissements } from "./etablissements";
import { utilisateurs } from "./utilisateurs";

/** A file that came in, and what it changed. */
export const imports = pgTable("imports", {
  id: id(),
  etablissementId: uuid("etablissement_id")
    .notNull()
    .references(() => etablissements.id, { onDelete: "cascade" }),
  fichier: text("fichier").notNull(),
  le: instant("le").notNull(),
  par: uuid("par").references(() => utilisateurs.id, { onDelete: "set null" }),
  lignes: integer("lignes").notNull(),
  crees: integer("crees").notNull(),
  modifies: integer("modifies").notNull(),
  inchanges: integer("inchanges").notNull(),
  nonApprentis: integer("non_apprentis").notNull(),
  ecartees: jsonb("ecartees").$type<{ ligne: number; raison: string }[]>().notNull(),
  colonnesIgnorees: jsonb("colonnes_ignorees").$type<string[]>().notNull(),
});
