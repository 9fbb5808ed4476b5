import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { CALL_KINDS, RESULT_OUTCOMES, RUN_STATUSES, RUN_TRIGGERS } from "@/lib/domain/enumerations";
import { id, instant, oneOf } from "./columns";
import { dossiers } from "./dossiers";
import { etablissements } from "./etablissements";
import { tenantPolicy } from "./tenant";
import { users } from "./users";

/** One ring of the clock: the night of all the établissements. */
export const nights = pgTable("nights", {
  id: id(),
  /** «2026-11-25T02:00» for a planned ring: two clocks that ring for the same hour make one night. Null for a ring from outside. */
  key: text("key").unique(),
  startedAt: instant("started_at").notNull(),
  etablissements: integer("etablissements").notNull().default(0),
});

/** One run of the night (or of «Transmettre maintenant») for one établissement. */
export const transmissions = pgTable(
  "transmissions",
  {
    id: id(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    status: text("status", { enum: RUN_STATUSES }).notNull(),
    trigger: text("trigger", { enum: RUN_TRIGGERS }).notNull(),
    by: uuid("by").references(() => users.id, { onDelete: "set null" }),
    startedAt: instant("started_at").notNull(),
    /** Last sign of life of the process that runs it. */
    heartbeatAt: instant("heartbeat_at").notNull(),
    endedAt: instant("ended_at"),
    eligibles: integer("eligibles").notNull().default(0),
    accepted: integer("accepted").notNull().default(0),
    refused: integer("refused").notNull().default(0),
    notSent: integer("not_sent").notNull().default(0),
    invalides: integer("invalides").notNull().default(0),
    /** The night it belongs to, null when a person asked for it. */
    nightId: uuid("night_id").references(() => nights.id, { onDelete: "set null" }),
    /** The run that it takes up where it stopped. */
    resumedFrom: uuid("resumed_from"),
    /** What it set out to send, while it is under way: once it is over, its calls and results say it. */
    eligibleIds: uuid("eligible_ids").array().notNull().default([]),
    /** The process that runs it (db/liveness-lock.ts). */
    ownerId: integer("owner_id"),
    /** What it waits for just now, in French. */
    waitingFor: text("waiting_for"),
    error: text("error"),
  },
  (t) => [
    // At most one run at a time for an établissement: the database says so, whoever rings.
    uniqueIndex("transmissions_one_running").on(t.etablissementId).where(sql`status = 'running'`),
    index("transmissions_by_etablissement").on(t.etablissementId, t.startedAt),
    index("transmissions_by_night").on(t.nightId),
    oneOf("transmissions_status", t.status, RUN_STATUSES),
    oneOf("transmissions_trigger", t.trigger, RUN_TRIGGERS),
    tenantPolicy(t.etablissementId),
  ],
);

/** One HTTP call to the TBA: written before it leaves, completed when it is answered. */
export const calls = pgTable(
  "calls",
  {
    id: id(),
    transmissionId: uuid("transmission_id")
      .notNull()
      .references(() => transmissions.id, { onDelete: "cascade" }),
    /** The parent's own, copied: the policy reads it without a join. */
    etablissementId: uuid("etablissement_id").notNull(),
    sequence: integer("sequence").notNull(),
    attempt: integer("attempt").notNull(),
    dossiers: integer("dossiers").notNull(),
    /** Which ones, in the order sent. */
    dossierIds: uuid("dossier_ids").array().notNull().default([]),
    bytes: integer("bytes").notNull(),
    /**
     * What a call that was wholly accepted sent (lib/night/run/call-digest.ts), as long as it is still what `submissions` says of each of its
     * dossiers: a trigger takes it away as soon as one of the établissement changes. A call that sends the same has nothing to write.
     */
    digest: text("digest"),
    requestedAt: instant("requested_at").notNull(),
    answeredAt: instant("answered_at"),
    /** Null while unanswered, and when no HTTP answer came. */
    httpStatus: integer("http_status"),
    kind: text("kind", { enum: CALL_KINDS }),
    reason: text("reason"),
    accepted: integer("accepted").notNull().default(0),
    refused: integer("refused").notNull().default(0),
  },
  (t) => [
    uniqueIndex("calls_sequence").on(t.transmissionId, t.sequence),
    index("calls_digest").on(t.etablissementId, t.digest).where(sql`digest is not null`),
    oneOf("calls_kind", t.kind, CALL_KINDS),
    tenantPolicy(t.etablissementId, [{ column: t.transmissionId, table: "transmissions" }]),
  ],
);

/**
 * The dossiers of a transmission that were not accepted, with the reason of each. Those that were accepted are on their call
 * (`calls.dossierIds`): nearly all of them are, each night.
 */
export const results = pgTable(
  "results",
  {
    transmissionId: uuid("transmission_id")
      .notNull()
      .references(() => transmissions.id, { onDelete: "cascade" }),
    dossierId: uuid("dossier_id")
      .notNull()
      .references(() => dossiers.id, { onDelete: "cascade" }),
    /** The parent's own, copied: the policy reads it without a join. */
    etablissementId: uuid("etablissement_id").notNull(),
    callId: uuid("call_id").references(() => calls.id, { onDelete: "set null" }),
    outcome: text("outcome", { enum: RESULT_OUTCOMES }).notNull(),
    messages: jsonb("messages").$type<string[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.transmissionId, t.dossierId] }),
    index("results_by_dossier").on(t.dossierId),
    index("results_by_call").on(t.callId),
    oneOf("results_outcome", t.outcome, RESULT_OUTCOMES),
    tenantPolicy(t.etablissementId, [
      { column: t.transmissionId, table: "transmissions" },
      { column: t.dossierId, table: "dossiers" },
    ]),
  ],
);
