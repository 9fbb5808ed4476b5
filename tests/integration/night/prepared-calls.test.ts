import { sql } from "drizzle-orm";
import { describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { preparedCalls } from "@/lib/services/queue/boss-calls";
import { openQueue, TRANSMISSION_QUEUE } from "@/lib/services/transmissions/queue/queue";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const PreparedSchema = z.object({ plans: z.number() });

/** The statements about jobs that this connection keeps prepared, and how often their plans served. */
const prepared = (tx: Db) =>
  parsedRows(
    tx,
    PreparedSchema,
    sql`select (generic_plans + custom_plans)::int as plans from pg_prepared_statements
      where statement like '%pgboss.job%' and statement like '%job_now()%' order by 1`,
  );

describe.runIf(inject("templateDatabase").engine === "postgresql")("Prendre un travail de la file et le finir", () => {
  it("ne se planifie qu'une fois par connexion, et suit l'essai qui fut pris", async () => {
    const boss = await openQueue(database.database);
    try {
      for (const name of ["un", "deux", "trois"]) await boss.send(TRANSMISSION_QUEUE, { name }, { singletonKey: name });
      await database.db.transaction(async (tx) => {
        const calls = preparedCalls(tx);
        for (let n = 0; n < 3; n++) {
          const [job] = await boss.fetch(TRANSMISSION_QUEUE, { batchSize: 1, ...calls });
          if (job === undefined) throw new Error("Rien n'a été pris.");
          const another = { id: job.id, retryCount: job.retryCount + 1 };
          const late = await boss.complete(TRANSMISSION_QUEUE, another, null, calls);
          const done = await boss.complete(TRANSMISSION_QUEUE, job, null, calls);
          expect([late, done]).toMatchObject([{ affected: 0 }, { affected: 1 }]);
        }
        expect(await boss.fetch(TRANSMISSION_QUEUE, { batchSize: 1, ...calls })).toEqual([]);
        expect(await prepared(tx)).toEqual([{ plans: 4 }, { plans: 6 }]);
      });
    } finally {
      await boss.stop({ graceful: false });
    }
  });
});
