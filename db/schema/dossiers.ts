import { sql } from "drizzle-orm";
import { boolean, date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Anomalie } from "@/lib/dossier/anomalie";
import type { Corrections } from "@/lib/dossier/corrections";
import type { ObjetJson } from "@/lib/dossier/json";
import type { Etape } from "@/lib/dossier/statut";
import { creeLe, id, instant } from "./colonnes";
import { etablissements } from "./etablissements";
import { imports } from "./imports";

/** An apprentice's dossier for a school year: what was received, what staff changed, and all that `preparer` made of it. */
export const dossiers = pgTable(
  "dossiers",
  {
    id: id(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    /** N° of the report, given once; null for those who are not apprentices. */
    numero: integer("numero"),
    idErpApprenant: text("id_erp_apprenant").notNull(),
    anneeScolaire: text("annee_scolaire").notNull(),
    source: jsonb("source").$type<ObjetJson>().notNull(),
    corrections: jsonb("corrections").$type<Corrections>().notNull().default({}),

    apprenti: boolean("apprenti").notNull(),
    bloque: boolean("bloque").notNull(),
    /** The dossier as it is sent, to the byte. */
    payload: text("payload").notNull(),
    /** SHA-256 of the payload. */
    empreinte: text("empreinte").notNull(),
    anomalies: jsonb("anomalies").$type<Anomalie[]>().notNull(),
    parcours: jsonb("parcours").$type<Etape[]>(),
    formation: text("formation").notNull(),
    apprenant: text("apprenant").notNull(),
    employeur: text("employeur").notNull(),
    /** The three above without accents and in lower case: databases do not sort French alike. */
    formationTri: text("formation_tri").notNull(),
    apprenantTri: text("apprenant_tri").notNull(),
    employeurTri: text("employeur_tri").notNull(),
    debut: date("debut", { mode: "string" }),
    fin: date("fin", { mode: "string" }),
    /** Who the apprentice is, hashed, to find the same person under two identifiers; null for others and when a part is missing. */
    personne: text("personne"),
    versionContrat: integer("version_contrat").notNull(),

    /** The last import whose file held it: those that an import left behind may have left the software. */
    importId: uuid("import_id").references(() => imports.id, { onDelete: "set null" }),
    creeLe: creeLe(),
    modifieLe: instant("modifie_le").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("dossiers_identite").on(t.etablissementId, t.idErpApprenant, t.anneeScolaire),
    uniqueIndex("dossiers_numero").on(t.etablissementId, t.numero),
    index("dossiers_a_envoyer").on(t.etablissementId, t.id).where(sql`apprenti and not bloque`),
    index("dossiers_personne").on(t.etablissementId, t.personne, t.idErpApprenant).where(sql`personne is not null`),
  ],
);
