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
  /** What became of the corrections that staff had made: still needed, no longer needed, overwritten by the file. */
  correctionsTenues: integer("corrections_tenues").notNull().default(0),
  correctionsTerminees: integer("corrections_terminees").notNull().default(0),
  correctionsRemplacees: integer("corrections_remplacees").notNull().default(0),
  nonApprentis: integer("non_apprentis").notNull(),
  ecartees: jsonb("ecartees").$type<{ ligne: number; raison: string }[]>().notNull(),
  colonnesIgnorees: jsonb("colonnes_ignorees").$type<string[]>().notNull(),
});
