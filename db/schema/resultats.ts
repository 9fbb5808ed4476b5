import { index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { appels } from "./appels";
import { dossiers } from "./dossiers";
import { transmissions } from "./transmissions";

/** What became of one dossier in one transmission. */
export const resultats = pgTable(
  "resultats",
  {
    transmissionId: uuid("transmission_id")
      .notNull()
      .references(() => transmissions.id, { onDelete: "cascade" }),
    dossierId: uuid("dossier_id")
      .notNull()
      .references(() => dossiers.id, { onDelete: "cascade" }),
    appelId: uuid("appel_id").references(() => appels.id, { onDelete: "set null" }),
    empreinte: text("empreinte").notNull(),
    issue: text("issue", { enum: ["accepte", "refuse", "non-envoye"] }).notNull(),
    messages: jsonb("messages").$type<string[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.transmissionId, t.dossierId] }), index("resultats_par_dossier").on(t.dossierId)],
);
