import { pgTable, text } from "drizzle-orm/pg-core";
import { creeLe, id } from "./colonnes";

export const utilisateurs = pgTable("utilisateurs", {
  id: id(),
  /** Lower case. */
  email: text("email").notNull().unique(),
  nom: text("nom").notNull(),
  /** Argon2id, encoded; null for a person who only comes through OpenID Connect. */
  motDePasse: text("mot_de_passe"),
  creeLe: creeLe(),
});
