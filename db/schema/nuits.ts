import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { id, instant } from "./colonnes";

/** One ring of the clock: the night of all the établissements. */
export const nuits = pgTable("nuits", {
  id: id(),
  /** «2026-11-25T02:00» for a planned ring: two clocks that ring for the same hour make one night. Null for a ring from outside. */
  cle: text("cle").unique(),
  debut: instant("debut").notNull(),
  etablissements: integer("etablissements").notNull().default(0),
});
