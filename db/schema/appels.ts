import { integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./colonnes";
import { transmissions } from "./transmissions";

/** One HTTP call to the TBA: written before it leaves, completed when it is answered. */
export const appels = pgTable(
  "appels",
  {
    id: id(),
    transmissionId: uuid("transmission_id")
      .notNull()
      .references(() => transmissions.id, { onDelete: "cascade" }),
    rang: integer("rang").notNull(),
    tentative: integer("tentative").notNull(),
    dossiers: integer("dossiers").notNull(),
    /** Which ones, in the order sent. */
    dossierIds: uuid("dossier_ids").array().notNull().default([]),
    octets: integer("octets").notNull(),
    demandeLe: instant("demande_le").notNull(),
    reponduLe: instant("repondu_le"),
    /** Null while unanswered, and when no HTTP answer came. */
    statutHttp: integer("statut_http"),
    genre: text("genre"),
    raison: text("raison"),
    acceptes: integer("acceptes").notNull().default(0),
    refuses: integer("refuses").notNull().default(0),
  },
  (t) => [uniqueIndex("appels_rang").on(t.transmissionId, t.rang)],
);
