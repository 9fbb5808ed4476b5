import { boolean, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { KEY_TEST_RESULTS } from "@/lib/domain/enumerations";
import { instant, oneOf } from "./columns";
import { etablissements } from "./etablissements";
import { tenantPolicy } from "./tenant";
import { users } from "./users";

/** The établissement's key at the TBA, encrypted; when it was saved and by whom; how its last test went. */
export const tbaKeys = pgTable(
  "tba_keys",
  {
    etablissementId: uuid("etablissement_id")
      .primaryKey()
      .references(() => etablissements.id, { onDelete: "cascade" }),
    ciphertext: text("ciphertext").notNull(),
    modifiedAt: instant("modified_at").notNull(),
    modifiedBy: uuid("modified_by").references(() => users.id, { onDelete: "set null" }),
    testedAt: instant("tested_at"),
    testResult: text("test_result", { enum: KEY_TEST_RESULTS }),
  },
  (t) => [oneOf("tba_keys_test_result", t.testResult, KEY_TEST_RESULTS), tenantPolicy(t.etablissementId)],
);

/** What the TBA last said of a couple UAI/SIRET, for all établissements. */
export const tbaCouples = pgTable(
  "tba_couples",
  {
    /** Seven digits and a capital. */
    uai: text("uai").notNull(),
    /** Fourteen digits. */
    siret: text("siret").notNull(),
    known: boolean("known").notNull(),
    /** Its organisme is closed: the TBA keeps the dossiers and shows them nowhere. */
    closed: boolean("closed").notNull().default(false),
    checkedAt: instant("checked_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.uai, t.siret] })],
);

/**
 * How much was asked of the TBA in the current minute («address» for all, «organisme:…» for one key, «couples» for the couples), and
 * whether it is down for all («tba») or for the couples: shared by all the processes.
 */
export const rateLimits = pgTable("rate_limits", {
  name: text("name").primaryKey(),
  /** When the current minute of counting began. */
  windowStart: instant("window_start").notNull(),
  /** Calls in this minute; for «tba», failures in a row. */
  count: integer("count").notNull(),
  /** Nobody calls before. */
  openUntil: instant("open_until"),
});
