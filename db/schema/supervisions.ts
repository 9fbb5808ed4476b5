import { pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { reseaux } from "./reseaux";
import { utilisateurs } from "./utilisateurs";

/** A superviseur sees all the établissements of a réseau; more rights in one come from an appartenance. */
export const supervisions = pgTable(
  "supervisions",
  {
    utilisateurId: uuid("utilisateur_id")
      .notNull()
      .references(() => utilisateurs.id, { onDelete: "cascade" }),
    reseauId: uuid("reseau_id")
      .notNull()
      .references(() => reseaux.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.utilisateurId, t.reseauId] })],
);
