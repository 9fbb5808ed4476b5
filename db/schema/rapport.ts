import { boolean, customType, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Actor, Severity } from "@/lib/domain/anomalie";
import type { ChampKey } from "@/lib/domain/champs";
import { ETATS } from "@/lib/domain/etat";
import type { RapportSummary } from "@/lib/domain/rapport-summary.types";
import type { StatutTba } from "@/lib/domain/statut.types";
import { id, oneOf } from "./columns";
import { tenantPolicy } from "./tenant";

/** Folded text, in the order of its letters' numbers: the same on all databases, and several times quicker than a language's own order. */
const foldedText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/**
 * These tables have no foreign key: its check would wait for who holds a dossier (an import, a correction), and a reading must wait for no
 * writer, nor a writer for a reading. Triggers remove their rows with the dossier and with the établissement.
 *
 * What was written since the lines of the report were last renewed: triggers add a row in the writer's own transaction, and lock nothing.
 * While there is one, the lines of its établissement are not to be read as they are (lib/services/rapport/lines).
 */
export const rapportChanges = pgTable(
  "rapport_changes",
  {
    id: id(),
    etablissementId: uuid("etablissement_id").notNull(),
    /** The dossiers whose lines it is about; none when only what is counted around them changed. */
    dossierIds: uuid("dossier_ids").array().notNull(),
    /** Whether the dossiers themselves were written, or only what the TBA has of them. */
    prepared: boolean("prepared").notNull(),
  },
  (t) => [index("rapport_changes_by_etablissement").on(t.etablissementId), tenantPolicy(t.etablissementId)],
);

/** What the report filters, sorts and counts of each apprentice, in a row short enough to be read by the ten thousand. */
export const rapportLines = pgTable(
  "rapport_lines",
  {
    dossierId: uuid("dossier_id").primaryKey(),
    etablissementId: uuid("etablissement_id").notNull(),
    numero: integer("numero").notNull(),
    etat: text("etat", { enum: ETATS }).notNull(),
    /** On any day from `statutSince` (null: from ever) until the day before `statutUntil` (null: for ever), Saturday's recomputation apart. */
    statut: text("statut").$type<StatutTba>(),
    statutSince: text("statut_since"),
    statutUntil: text("statut_until"),
    /** The next status that the parcours says, and its day. */
    nextStatut: text("next_statut").$type<StatutTba>(),
    nextOn: text("next_on"),
    /** An exclusion that the TBA keeps and that the dossier no longer says. */
    takenBack: date("taken_back", { mode: "string" }),
    notShown: boolean("not_shown").notNull(),
    seen: boolean("seen").notNull(),
    /** Who it is, when the same person stands under another identifier. */
    duplicateOf: text("duplicate_of"),
    formation: text("formation").notNull(),
    formationSort: foldedText("formation_sort").notNull(),
    apprenantSort: foldedText("apprenant_sort").notNull(),
    employeurSort: foldedText("employeur_sort").notNull(),
    debut: date("debut", { mode: "string" }),
    fin: date("fin", { mode: "string" }),
    anneeScolaire: text("annee_scolaire").notNull().default(""),
    /** What is to repair in it, as `rapport_causes` numbers it; null while nobody looked since it was written. */
    causes: integer("causes").array(),
    /** The only field to correct for it to be valid; null when it takes several, or none. */
    soleChamp: text("sole_champ").$type<ChampKey>(),
  },
  (t) => [
    index("rapport_lines_by_numero").on(t.etablissementId, t.numero),
    oneOf("rapport_lines_etat", t.etat, ETATS),
    tenantPolicy(t.etablissementId),
  ],
);

/** A code, its field, and the wrong value where many may share it («» where not): nothing in it is of a person (lib/domain/causes). */
export const rapportCauses = pgTable(
  "rapport_causes",
  {
    etablissementId: uuid("etablissement_id").notNull(),
    number: integer("number").notNull(),
    code: text("code").notNull(),
    champ: text("champ").$type<ChampKey>().notNull(),
    value: text("value").notNull(),
    severity: text("severity").$type<Severity>().notNull(),
    actor: text("actor").$type<Actor>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.etablissementId, t.number] }), tenantPolicy(t.etablissementId)],
);

/** The report of an établissement in figures, as its lines were when they were last renewed. */
export const rapportSummaries = pgTable(
  "rapport_summaries",
  {
    etablissementId: uuid("etablissement_id").primaryKey(),
    /** The day in Paris that the lines are for, and the rules that made them; null before the first time. */
    day: text("day"),
    rules: text("rules"),
    summary: jsonb("summary").$type<RapportSummary>(),
  },
  (t) => [tenantPolicy(t.etablissementId)],
);
