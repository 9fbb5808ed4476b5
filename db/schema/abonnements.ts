import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { etablissements } from "./etablissements";
import { utilisateurs } from "./utilisateurs";

/** Who is mailed, for what. Without a row, an administrateur is mailed for everything and the others for nothing. */
export const abonnements = pgTable(
  "abonnements",
  {
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    utilisateurId: uuid("utilisateur_id")
      .notNull()
      .references(() => utilisateurs.id, { onDelete: "cascade" }),
    /** Kinds of alerts, and «semaine» for the weekly summary. */
    genres: text("genres").array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.etablissementId, t.utilisateurId] })],
);
