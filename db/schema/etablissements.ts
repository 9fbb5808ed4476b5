import { boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id } from "./columns";
import { tenantPolicy } from "./tenant";

/** A group of établissements that superviseurs watch together. */
export const reseaux = pgTable("reseaux", { id: id(), name: text("name").notNull(), createdAt: createdAt() });

/** A CFA: the tenant. Every row about people belongs to one. */
export const etablissements = pgTable(
  "etablissements",
  {
    id: id(),
    uai: text("uai").notNull().unique(),
    siret: text("siret").notNull(),
    name: text("name").notNull(),
    reseauId: uuid("reseau_id").references(() => reseaux.id),
    transmissionActive: boolean("transmission_active").notNull().default(true),
    /** Administrateurs must have a second factor to enter. */
    secondFactorRequired: boolean("second_factor_required").notNull().default(false),
    /** How many times somebody removed dossiers, or put them back: a run that read them meanwhile reads them again before it opens. */
    removals: integer("removals").notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [tenantPolicy(t.id)],
);
