import { index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { CleChamp } from "@/lib/dossier/champs";
import type { Correction } from "@/lib/dossier/corrections";
import type { Json } from "@/lib/dossier/json";
import { dossiers } from "./dossiers";
import { imports } from "./imports";

/** Corrections that an import ended: the software now says the same («terminee»), or something else, which wins («remplacee»). */
export const sortsCorrections = pgTable(
  "sorts_corrections",
  {
    importId: uuid("import_id")
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    dossierId: uuid("dossier_id")
      .notNull()
      .references(() => dossiers.id, { onDelete: "cascade" }),
    champ: text("champ").$type<CleChamp>().notNull(),
    sort: text("sort", { enum: ["terminee", "remplacee"] }).notNull(),
    correction: jsonb("correction").$type<Correction>().notNull(),
    recue: jsonb("recue").$type<Json>(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.dossierId, t.champ] }),
    index("sorts_corrections_par_dossier").on(t.dossierId),
  ],
);
