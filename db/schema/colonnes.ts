import { timestamp, uuid } from "drizzle-orm/pg-core";

/** The columns that most tables begin with. */
export const id = () => uuid("id").primaryKey().defaultRandom();
export const instant = (nom: string) => timestamp(nom, { withTimezone: true, mode: "date" });
export const creeLe = () => instant("cree_le").notNull().defaultNow();
