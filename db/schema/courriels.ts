import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { creeLe, id, instant } from "./colonnes";
import { utilisateurs } from "./utilisateurs";

/** E-mails to send: written with what they are about, sent afterwards, so that none is lost and none goes twice. */
export const courriels = pgTable(
  "courriels",
  {
    id: id(),
    utilisateurId: uuid("utilisateur_id")
      .notNull()
      .references(() => utilisateurs.id, { onDelete: "cascade" }),
    sujet: text("sujet").notNull(),
    texte: text("texte").notNull(),
    creeLe: creeLe(),
    envoyeLe: instant("envoye_le"),
    essais: integer("essais").notNull().default(0),
    /** Not before. */
    apres: instant("apres").notNull().defaultNow(),
  },
  (t) => [index("courriels_a_envoyer").on(t.apres).where(sql`envoye_le is null`)],
);
