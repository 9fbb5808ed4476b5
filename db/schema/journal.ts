import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./colonnes";
import { etablissements } from "./etablissements";
import { utilisateurs } from "./utilisateurs";

/** Who did what, when. No personal data of apprentices, no secret. */
export const journal = pgTable(
  "journal",
  {
    id: id(),
    etablissementId: uuid("etablissement_id").references(() => etablissements.id, { onDelete: "cascade" }),
    le: instant("le").notNull(),
    /** Null for the clock. */
    acteurId: uuid("acteur_id").references(() => utilisateurs.id, { onDelete: "set null" }),
    action: text("action").notNull(),
    details: jsonb("details").$type<Record<string, string | number | boolean>>().notNull().default({}),
  },
  (t) => [index("journal_par_etablissement").on(t.etablissementId, t.le)],
);
