import { index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { appels } from "./appels";
import { dossiers } from "./dossiers";
import { transmissions } from "./transmissions";

/**
 * The dossiers of a transmission that were not accepted, with the reason of each. Those that were accepted are on their call
 * (`appels.dossierIds`): nearly all of them are, each night.
 */
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
    issue: text("issue", { enum: ["refuse", "non-envoye"] }).notNull(),
    messages: jsonb("messages").$type<string[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.transmissionId, t.dossierId] }), index("resultats_par_dossier").on(t.dossierId)],
);
