import { boolean, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { creeLe, id } from "./colonnes";
import { reseaux } from "./reseaux";

/** A CFA: the tenant. Every row about people belongs to one. */
export const etablissements = pgTable("etablissements", {
  id: id(),
  uai: text("uai").notNull().unique(),
  siret: text("siret").notNull(),
  nom: text("nom").notNull(),
  reseauId: uuid("reseau_id").references(() => reseaux.id),
  transmissionActive: boolean("transmission_active").notNull().default(true),
  creeLe: creeLe(),
});
