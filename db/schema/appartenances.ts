import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { etablissements } from "./etablissements";
import { utilisateurs } from "./utilisateurs";

export const ROLES = ["lecteur", "gestionnaire", "administrateur"] as const;

/** What a person may do in an établissement. */
export const appartenances = pgTable(
  "appartenances",
  {
    utilisateurId: uuid("utilisateur_id")
      .notNull()
      .references(() => utilisateurs.id, { onDelete: "cascade" }),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    role: text("role", { enum: ROLES }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.utilisateurId, t.etablissementId] })],
);
