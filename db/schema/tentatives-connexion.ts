import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./colonnes";

/** Failed sign-ins, by a fingerprint of the e-mail: no personal data is kept. */
export const tentativesConnexion = pgTable("tentatives_connexion", {
  cle: text("cle").primaryKey(),
  echecs: integer("echecs").notNull(),
  dernierEchec: instant("dernier_echec").notNull(),
});
