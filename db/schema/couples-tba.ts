import { boolean, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./colonnes";

/** What the TBA last said of a couple UAI/SIRET, for all établissements. */
export const couplesTba = pgTable(
  "couples_tba",
  {
    /** Seven digits and a capital. */
    uai: text("uai").notNull(),
    /** Fourteen digits. */
    siret: text("siret").notNull(),
    connu: boolean("connu").notNull(),
    verifieLe: instant("verifie_le").notNull(),
  },
  (t) => [primaryKey({ columns: [t.uai, t.siret] })],
);
