import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./colonnes";

/**
 * How much was asked of the TBA in the current minute («adresse» for all, «organisme:…» for one key), and whether it is down for
 * all («tba»): shared by all the processes.
 */
export const debits = pgTable("debits", {
  nom: text("nom").primaryKey(),
  /** When the current minute of counting began. */
  fenetre: instant("fenetre").notNull(),
  /** Calls in this minute; for «tba», failures in a row. */
  nombre: integer("nombre").notNull(),
  /** Nobody calls before. */
  fermeJusqua: instant("ferme_jusqua"),
});
