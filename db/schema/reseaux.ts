import { pgTable, text } from "drizzle-orm/pg-core";
import { creeLe, id } from "./colonnes";

/** A group of établissements that superviseurs watch together. */
export const reseaux = pgTable("reseaux", { id: id(), nom: text("nom").notNull(), creeLe: creeLe() });
