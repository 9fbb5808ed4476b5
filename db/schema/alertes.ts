import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./colonnes";
import { etablissements } from "./etablissements";

export const GENRES_ALERTE = [
  "cle-refusee",
  "transmission-echouee",
  "pas-de-nuit",
  "chute-acceptes",
  "cle-silencieuse",
  "refus-du-tba",
] as const;

/** Something that someone must know. Open until it is no longer true: told once, on change only. */
export const alertes = pgTable(
  "alertes",
  {
    id: id(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    genre: text("genre", { enum: GENRES_ALERTE }).notNull(),
    ouverteLe: instant("ouverte_le").notNull(),
    fermeeLe: instant("fermee_le"),
    /** Figures and reasons that the sentence needs; nobody's name. */
    details: jsonb("details").$type<Record<string, string | number>>().notNull().default({}),
  },
  (t) => [
    uniqueIndex("alertes_ouverte").on(t.etablissementId, t.genre).where(sql`fermee_le is null`),
    index("alertes_par_etablissement").on(t.etablissementId, t.ouverteLe),
  ],
);
