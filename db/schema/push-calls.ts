import { jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { PushNotes } from "@/lib/domain/push-notes";
import { instant } from "./columns";
import { etablissements } from "./etablissements";
import { jetons } from "./jetons";
import { tenantPolicy } from "./tenant";

/** Calls that a software named with an `Idempotency-Key`, for a day: what is needed to answer the same again, nobody's name. */
export const pushCalls = pgTable(
  "push_calls",
  {
    /** Of a jeton for several établissements, its row in the first of them. */
    jetonId: uuid("jeton_id")
      .notNull()
      .references(() => jetons.id, { onDelete: "cascade" }),
    /** SHA-256 of the key and of the body. */
    keyHash: text("key_hash").notNull(),
    bodyHash: text("body_hash").notNull(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    callId: uuid("call_id").notNull(),
    at: instant("at").notNull(),
    notes: jsonb("notes").$type<PushNotes>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.jetonId, t.keyHash] }),
    tenantPolicy(t.etablissementId, [{ column: t.jetonId, table: "jetons" }]),
  ],
);
