import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { WEBHOOK_EVENTS, WEBHOOK_FAILURES, WEBHOOK_STATES, WEBHOOK_TYPES } from "@/lib/domain/enumerations";
import type { JsonObject } from "@/lib/domain/json";
import { allOf, createdAt, id, instant, oneOf } from "./columns";
import { dossiers } from "./dossiers";
import { etablissements } from "./etablissements";
import { tenantPolicy } from "./tenant";
import { users } from "./users";

/** Where an établissement has a software told of what happens. */
export const webhookEndpoints = pgTable(
  "webhook_endpoints",
  {
    id: id(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    url: text("url").notNull(),
    events: text("events", { enum: WEBHOOK_EVENTS }).array().notNull(),
    /** The signing secret, encrypted under the row's own identifier; the one before it signs too until `previousUntil`. */
    secret: text("secret").notNull(),
    previousSecret: text("previous_secret"),
    previousUntil: instant("previous_until"),
    active: boolean("active").notNull().default(true),
    /** The first failure since the last success; null while all goes well. */
    failingSince: instant("failing_since"),
    /** When days of failures, or the software itself, put an end to it; null when it is on, or when a person suspended it. */
    disabledAt: instant("disabled_at"),
    createdAt: createdAt(),
    createdBy: uuid("created_by").references(() => users.id, { onDelete: "set null" }),
  },
  (t) => [
    index("webhook_endpoints_by_etablissement").on(t.etablissementId, t.createdAt),
    allOf("webhook_endpoints_events", t.events, WEBHOOK_EVENTS),
    tenantPolicy(t.etablissementId),
  ],
);

/** What one endpoint is told, written with what it is about (the outbox), and how it went. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: id(),
    endpointId: uuid("endpoint_id")
      .notNull()
      .references(() => webhookEndpoints.id, { onDelete: "cascade" }),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    /** The same for all the endpoints that are told of one event, and for every attempt: by it a software knows what it has had. */
    eventId: text("event_id").notNull(),
    type: text("type", { enum: WEBHOOK_TYPES }).notNull(),
    /** What is sent: states and identifiers of the software, never anybody's name. */
    body: jsonb("body").$type<JsonObject>().notNull(),
    createdAt: instant("created_at").notNull(),
    state: text("state", { enum: WEBHOOK_STATES }).notNull().default("waiting"),
    attempts: integer("attempts").notNull().default(0),
    attemptedAt: instant("attempted_at"),
    /** Of the last attempt: the status that answered it, and why it is a failure. */
    httpStatus: integer("http_status"),
    failure: text("failure", { enum: WEBHOOK_FAILURES }),
    nextAttemptAt: instant("next_attempt_at"),
    /** False until the queue has a job for it. */
    queued: boolean("queued").notNull().default(false),
  },
  (t) => [
    index("webhook_deliveries_by_endpoint").on(t.endpointId, t.createdAt),
    index("webhook_deliveries_by_etablissement").on(t.etablissementId, t.createdAt),
    index("webhook_deliveries_to_queue").on(t.createdAt).where(sql`state = 'waiting' and not queued`),
    oneOf("webhook_deliveries_type", t.type, WEBHOOK_TYPES),
    oneOf("webhook_deliveries_state", t.state, WEBHOOK_STATES),
    oneOf("webhook_deliveries_failure", t.failure, WEBHOOK_FAILURES),
    tenantPolicy(t.etablissementId, [{ column: t.endpointId, table: "webhook_endpoints" }]),
  ],
);

/**
 * Dossiers whose validity changed since it was last looked at: a trigger notes what it was, in the transaction that changes it, where an
 * endpoint wants to know. One that comes back to what it was is nobody's news.
 */
export const validityChanges = pgTable(
  "validity_changes",
  {
    dossierId: uuid("dossier_id")
      .primaryKey()
      .references(() => dossiers.id, { onDelete: "cascade" }),
    etablissementId: uuid("etablissement_id").notNull(),
    wasInvalid: boolean("was_invalid").notNull(),
    at: createdAt(),
  },
  (t) => [
    index("validity_changes_by_etablissement").on(t.etablissementId),
    tenantPolicy(t.etablissementId, [{ column: t.dossierId, table: "dossiers" }]),
  ],
);
