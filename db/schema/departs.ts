import { date, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./colonnes";
import { dossiers } from "./dossiers";
import { lotsCorrections } from "./lots-corrections";
import { utilisateurs } from "./utilisateurs";

export const RAISONS_DEPART = ["rupture", "exclusion", "fin", "erreur"] as const;

/** Why the software no longer sends a dossier, as staff said: a last dossier goes to the TBA with the date. */
export const departs = pgTable("departs", {
  dossierId: uuid("dossier_id")
    .primaryKey()
    .references(() => dossiers.id, { onDelete: "cascade" }),
  raison: text("raison", { enum: RAISONS_DEPART }).notNull(),
  date: date("date", { mode: "string" }),
  le: instant("le").notNull(),
  par: uuid("par").references(() => utilisateurs.id, { onDelete: "set null" }),
  /** The corrections that carry the date. */
  lotId: uuid("lot_id").references(() => lotsCorrections.id, { onDelete: "set null" }),
});
