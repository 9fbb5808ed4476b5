import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { ALERTE_KINDS, SUBSCRIPTION_KINDS } from "@/lib/domain/enumerations";
import { allOf, id, instant, oneOf } from "./columns";
import { etablissements } from "./etablissements";
import { tenantPolicy } from "./tenant";
import { users } from "./users";

/** Something that someone must know. Open until it is no longer true: told once, on change only. */
export const alertes = pgTable(
  "alertes",
  {
    id: id(),
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: ALERTE_KINDS }).notNull(),
    openedAt: instant("opened_at").notNull(),
    closedAt: instant("closed_at"),
    /** Figures and reasons that the sentence needs; nobody's name. */
    details: jsonb("details").$type<Record<string, string | number>>().notNull().default({}),
  },
  (t) => [
    uniqueIndex("alertes_open").on(t.etablissementId, t.kind).where(sql`closed_at is null`),
    index("alertes_by_etablissement").on(t.etablissementId, t.openedAt),
    oneOf("alertes_kind", t.kind, ALERTE_KINDS),
    tenantPolicy(t.etablissementId),
  ],
);

/** Who is mailed, for what. Without a row, an administrateur is mailed for everything and the others for nothing. */
export const subscriptions = pgTable(
  "subscriptions",
  {
    etablissementId: uuid("etablissement_id")
      .notNull()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Kinds of alerts, and «week» for the weekly summary. */
    kinds: text("kinds", { enum: SUBSCRIPTION_KINDS }).array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.etablissementId, t.userId] }),
    allOf("subscriptions_kinds", t.kinds, SUBSCRIPTION_KINDS),
    tenantPolicy(t.etablissementId),
  ],
);
