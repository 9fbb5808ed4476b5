import { index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { JsonObject } from "@/lib/domain/json";
import { id, instant } from "./columns";
import { dossiers } from "./dossiers";
import { etablissements } from "./etablissements";
import { jetons } from "./jetons";
import { tenantPolicy } from "./tenant";

/** When a software last sent a dossier, changed or not: who stopped being sent is told by it. Apart from the dossier, whose row is long. */
export const pushSightings = pgTable(
  "push_sightings",
  {
    dossierId: uuid("dossier_id")
      .primaryKey()
      .references(() => dossiers.id, { onDelete: "cascade" }),
    /** The parent's own, copied: the policy reads it without a join. */
    etablissementId: uuid("etablissement_id").notNull(),
    jetonId: uuid("jeton_id")
      .notNull()
      .references(() => jetons.id, { onDelete: "cascade" }),
    at: instant("at").notNull(),
  },
  (t) => [
    index("push_sightings_by_etablissement").on(t.etablissementId, t.at),
    tenantPolicy(t.etablissementId, [{ column: t.dossierId, table: "dossiers" }]),
  ],
);

/** Dossiers that a software sent under the identifier of somebody else: nothing is taken of them until a person said whose they are. */
export const heldPushes = pgTable(
  "held_pushes",
  {
    id: id(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    jetonId: uuid("jeton_id")
      .notNull()
      .references(() => jetons.id, { onDelete: "cascade" }),
    /** Whose identifier it is already. */
    dossierId: uuid("dossier_id")
      .notNull()
      .references(() => dossiers.id, { onDelete: "cascade" }),
    idErpApprenant: text("id_erp_apprenant").notNull(),
    anneeScolaire: text("annee_scolaire").notNull(),
    source: jsonb("source").$type<JsonObject>().notNull(),
    /** When it was last sent. */
    at: instant("at").notNull(),
  },
  (t) => [
    uniqueIndex("held_pushes_identity").on(t.etablissementId, t.idErpApprenant, t.anneeScolaire),
    index("held_pushes_by_dossier").on(t.dossierId),
    tenantPolicy(t.etablissementId, [{ column: t.dossierId, table: "dossiers" }]),
  ],
);
