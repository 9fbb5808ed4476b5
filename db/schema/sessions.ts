import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { SESSION_STAGES } from "@/lib/domain/enumerations";
import { createdAt, id, instant, oneOf } from "./columns";
import { users } from "./users";

/** A browser that is signed in. The cookie holds a secret whose hash is here: what is not here is signed out. */
export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    secretHash: text("secret_hash").notNull().unique(),
    /** «code»: the password was right, the second factor is still asked. */
    stage: text("stage", { enum: SESSION_STAGES }).notNull(),
    createdAt: createdAt(),
    lastSeenAt: instant("last_seen_at").notNull(),
    /** The browser as it calls itself, shortened, and where it came from. */
    browser: text("browser").notNull(),
    address: text("address"),
  },
  (t) => [index("sessions_by_user").on(t.userId, t.lastSeenAt), oneOf("sessions_stage", t.stage, SESSION_STAGES)],
);

/** Codes that replace the second factor, once each, hashed. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    codeHash: text("code_hash").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
);
