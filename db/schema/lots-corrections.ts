import { index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./colonnes";
import { etablissements } from "./etablissements";
import { utilisateurs } from "./utilisateurs";

/** Corrections made in one gesture, for one dossier or for many: undone together. */
export const lotsCorrections = pgTable(
  "lots_corrections",
  {
    id: id(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    le: instant("le").notNull(),
    par: uuid("par").references(() => utilisateurs.id, { onDelete: "set null" }),
    genre: text("genre", { enum: ["dossier", "masse", "depart"] }).notNull(),
    /** What was corrected, in French: «SIRET du formateur». Nobody's name. */
    titre: text("titre").notNull(),
    dossiers: integer("dossiers").notNull(),
    annuleLe: instant("annule_le"),
    annulePar: uuid("annule_par").references(() => utilisateurs.id, { onDelete: "set null" }),
  },
  (t) => [index("lots_corrections_par_etablissement").on(t.etablissementId, t.le)],
);
