import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./colonnes";
import { etablissements } from "./etablissements";
import { nuits } from "./nuits";
import { utilisateurs } from "./utilisateurs";

export const ETATS_TRANSMISSION = ["en-cours", "terminee", "interrompue", "echouee"] as const;

/** One run of the night (or of «Transmettre maintenant») for one établissement. */
export const transmissions = pgTable(
  "transmissions",
  {
    id: id(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    etat: text("etat", { enum: ETATS_TRANSMISSION }).notNull(),
    declencheur: text("declencheur", { enum: ["horloge", "manuel"] }).notNull(),
    par: uuid("par").references(() => utilisateurs.id, { onDelete: "set null" }),
    debut: instant("debut").notNull(),
    /** Last sign of life of the process that runs it. */
    battement: instant("battement").notNull(),
    fin: instant("fin"),
    eligibles: integer("eligibles").notNull().default(0),
    acceptes: integer("acceptes").notNull().default(0),
    refuses: integer("refuses").notNull().default(0),
    nonEnvoyes: integer("non_envoyes").notNull().default(0),
    invalides: integer("invalides").notNull().default(0),
    /** The night it belongs to, null when a person asked for it. */
    nuitId: uuid("nuit_id").references(() => nuits.id, { onDelete: "set null" }),
    /** The run that it takes up where it stopped. */
    repriseDe: uuid("reprise_de"),
    /** What it set out to send. */
    eligibleIds: uuid("eligible_ids").array().notNull().default([]),
    /** The process that runs it (db/signe-de-vie.ts). */
    proprietaire: integer("proprietaire"),
    /** What it waits for just now, in French. */
    attente: text("attente"),
    erreur: text("erreur"),
  },
  (t) => [
    // At most one run at a time for an établissement: the database says so, whoever rings.
    uniqueIndex("transmissions_une_en_cours").on(t.etablissementId).where(sql`etat = 'en-cours'`),
    index("transmissions_par_etablissement").on(t.etablissementId, t.debut),
  ],
);
