import { sql } from "drizzle-orm";
import { describe, expect, inject, it, vi } from "vitest";
import { z } from "zod";
import { parsedRows } from "@/db/database";
import { freshSummary } from "@/lib/services/rapport/lines/fresh-summary";
import { renewLines } from "@/lib/services/rapport/lines/renew-lines";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const DAY = "2026-11-27";

async function waitingForLocks(): Promise<number> {
  const [found] = await parsedRows(
    database.db,
    z.object({ waiting: z.number() }),
    sql`select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%rapport_summaries%'`,
  );
  return found?.waiting ?? 0;
}

describe("Deux lectures d'un rapport à refaire", () => {
  it.runIf(inject("templateDatabase").engine === "postgresql")(
    "attendent l'une après l'autre, même quand la première dure plus qu'une page n'attend d'ordinaire",
    async () => {
      const { id } = await newEtablissement(database.db);
      await storeDossiers(database.db, id, [validSource(1)]);
      await renewLines(database.db, id, DAY);
      await storeDossiers(database.db, id, [validSource(2)]);
      let settled = false;
      const second = await database.db.transaction(async (first) => {
        await first.execute(sql`select 1 from rapport_summaries where etablissement_id = ${id}::uuid for update`);
        const reading = database.db
          .transaction(async (page) => {
            // The patience of a page, and then some less.
            await page.execute(sql`set local lock_timeout = '1ms'`);
            return freshSummary(page, id, DAY);
          })
          .finally(() => {
            settled = true;
          });
        reading.catch(() => {});
        await vi.waitFor(async () => expect(settled || (await waitingForLocks()) > 0).toBe(true), { timeout: 120_000 });
        return { reading };
      });
      expect((await second.reading).total).toBe(2);
    },
  );
});
