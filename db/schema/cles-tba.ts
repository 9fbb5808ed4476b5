import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./colonnes";
import { etablissements } from "./etablissements";
import { utilisateurs } from "./utilisateurs";

/** The établissement's key at the TBA, encrypted; when it was saved and by whom; how its last test went. */
export const clesTba = pgTable("cles_tba", {
  etablissementId: uuid("etablissement_id")
    .primaryKey()
    .references(() => etablissements.id, { onDelete: "cascade" }),
  chiffre: text("chiffre").notNull(),
  modifieeLe: instant("modifiee_le").notNull(),
  modifieePar: uuid("modifiee_par").references(() => utilisateurs.id, { onDelete: "set null" }),
  testeeLe: instant("testee_le"),
  testResultat: text("test_resultat", { enum: ["acceptee", "refusee", "injoignable"] }),
});
