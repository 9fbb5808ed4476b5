import { index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { CleChamp } from "@/lib/dossier/champs";
import type { Correction } from "@/lib/dossier/corrections";
import { dossiers } from "./dossiers";
import { lotsCorrections } from "./lots-corrections";

/** One field of one dossier in a gesture: the correction that stood there before and the one put in its place; null for none. */
export const lignesCorrections = pgTable(
  "lignes_corrections",
  {
    lotId: uuid("lot_id")
      .notNull()
      .references(() => lotsCorrections.id, { onDelete: "cascade" }),
    dossierId: uuid("dossier_id")
      .notNull()
      .references(() => dossiers.id, { onDelete: "cascade" }),
    champ: text("champ").$type<CleChamp>().notNull(),
    avant: jsonb("avant").$type<Correction>(),
    apres: jsonb("apres").$type<Correction>(),
  },
  (t) => [
    primaryKey({ columns: [t.lotId, t.dossierId, t.champ] }),
    index("lignes_corrections_par_dossier").on(t.dossierId),
  ],
);
