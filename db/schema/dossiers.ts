import { sql } from "drizzle-orm";
import { boolean, date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Anomalie } from "@/lib/domain/anomalie";
import type { Corrections } from "@/lib/domain/corrections";
import type { Doubt } from "@/lib/domain/doubts";
import type { JsonObject } from "@/lib/domain/json";
import type { LeftBehind } from "@/lib/domain/left-behind";
import type { StatutStep } from "@/lib/domain/statut.types";
import { createdAt, id, instant } from "./columns";
import { etablissements } from "./etablissements";
import { imports } from "./imports";
import { tenantPolicy } from "./tenant";

/** An apprentice's dossier for a school year: what was received, what staff changed, and all that `prepare` made of it. */
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
    source: jsonb("source").$type<JsonObject>().notNull(),
    corrections: jsonb("corrections").$type<Corrections>().notNull().default({}),
    /** What reading the source left in doubt, and the doubts that somebody lifted, by their keys (lib/domain/open-doubts.ts). */
    doubts: jsonb("doubts").$type<Doubt[]>().notNull().default([]),
    confirmed: jsonb("confirmed").$type<string[]>().notNull().default([]),

    apprenti: boolean("apprenti").notNull(),
    blocked: boolean("blocked").notNull(),
    /** The dossier as it is sent, to the byte. */
    payload: text("payload").notNull(),
    /** SHA-256 of the payload. */
    fingerprint: text("fingerprint").notNull(),
    anomalies: jsonb("anomalies").$type<Anomalie[]>().notNull(),
    parcours: jsonb("parcours").$type<StatutStep[]>(),
    formation: text("formation").notNull(),
    apprenant: text("apprenant").notNull(),
    employeur: text("employeur").notNull(),
    /** The three above without accents and in lower case: databases do not sort French alike. */
    formationSort: text("formation_sort").notNull(),
    apprenantSort: text("apprenant_sort").notNull(),
    employeurSort: text("employeur_sort").notNull(),
    debut: date("debut", { mode: "string" }),
    fin: date("fin", { mode: "string" }),
    /** The exclusion that the payload says, by its own date or by a declared status. */
    exclusion: date("exclusion", { mode: "string" }),
    /** Who the apprentice is, hashed, to find the same person under two identifiers; null for others and when a part is missing. */
    person: text("person"),
    preparationVersion: integer("preparation_version").notNull(),

    /** The last import whose file held it: those that an import left behind may have left the software. */
    importId: uuid("import_id").references(() => imports.id, { onDelete: "set null" }),
    createdAt: createdAt(),
    modifiedAt: instant("modified_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("dossiers_identity").on(t.etablissementId, t.idErpApprenant, t.anneeScolaire),
    uniqueIndex("dossiers_numero").on(t.etablissementId, t.numero),
    index("dossiers_to_send").on(t.etablissementId, t.id).where(sql`apprenti and not blocked`),
    index("dossiers_blocked").on(t.etablissementId).where(sql`apprenti and blocked`),
    index("dossiers_person").on(t.etablissementId, t.person, t.idErpApprenant).where(sql`person is not null`),
    // Who comes from an import is asked when it goes: without it, all the dossiers of all the établissements are read for each.
    index("dossiers_by_import").on(t.importId),
    // The purge asks of each établissement which school years it holds: a few entries a year, however many dossiers.
    index("dossiers_by_annee").on(t.etablissementId, t.anneeScolaire),
    tenantPolicy(t.etablissementId),
  ],
);

/**
 * What the TBA has of a dossier, and since when. Apart from the dossier itself, whose row is long; a trigger makes it with the
 * dossier. Written when what the TBA has changes, not each night: that it was sent again is on the night's calls.
 */
export const submissions = pgTable(
  "submissions",
  {
    dossierId: uuid("dossier_id")
      .primaryKey()
      .references(() => dossiers.id, { onDelete: "cascade" }),
    /** The dossier's own, copied by the trigger: the policy reads it without a join. */
    etablissementId: uuid("etablissement_id").notNull(),
    /** «Reçu»: the answer that brought the last change. */
    receivedAt: instant("received_at"),
    /** «Accepté»: payload that the TBA last took, by its fingerprint, and when it first said so. */
    sentFingerprint: text("sent_fingerprint"),
    sentAt: instant("sent_at"),
    /** Payload that the TBA last refused, and what it said. */
    refusedFingerprint: text("refused_fingerprint"),
    tbaMessages: jsonb("tba_messages").$type<string[]>().notNull().default([]),
    /** The payloads of these two fingerprints, kept by a trigger when the dossier's own changes; null while it is the dossier's own. */
    sentPayload: text("sent_payload"),
    refusedPayload: text("refused_payload"),
    /** The last exclusion that the TBA took: its merge never erases it, even when it is no longer sent. */
    keptExclusion: date("kept_exclusion", { mode: "string" }),
    /** Other dossiers that the TBA was sent of it, under another identifier, school year or organisme formateur, and keeps; null: none. */
    leftBehind: jsonb("left_behind").$type<LeftBehind[]>(),
    /** «Vu sur le TBA»: found in the named list of the TBA, by a rapprochement. */
    seenAt: instant("seen_at"),
  },
  (t) => [
    index("submissions_left_behind").on(t.etablissementId).where(sql`left_behind is not null`),
    tenantPolicy(t.etablissementId, [{ column: t.dossierId, table: "dossiers" }]),
  ],
);
