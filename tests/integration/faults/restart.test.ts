import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { describe, expect, inject, it } from "vitest";
import { rows } from "@/db/database";
import { openPostgres } from "@/db/open";
import { ring } from "@/lib/night/ring";
import { openQueue } from "@/lib/services/transmissions/queue/queue";
import { validSource } from "@/tests/factories/dossiers";
import { checkTruth } from "@/tests/helpers/check-truth";
import { postgresPrograms, startPostgres } from "@/tests/helpers/postgresql";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { launchWorker } from "@/tests/helpers/worker-to-kill";

const LONG = process.env.FAULTS === "long";
const DOSSIERS = LONG ? 5000 : 1500;
const simulator = testSimulator();

const retryLater = async <T>(action: () => Promise<T>): Promise<T> => {
  for (let attempt = 0; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (attempt >= 40) throw error;
      await pause(500);
    }
  }
};

describe.runIf(inject("templateDatabase").engine === "postgresql")("PostgreSQL redémarre au milieu d'une nuit", () => {
  it(
    "rien de perdu, rien de faux : l'ouvrier, resté debout, finit la nuit",
    async () => {
      const server = await startPostgres(postgresPrograms() ?? "");
      try {
        let database = await openPostgres(server.url, 3);
        const cfa = await testCfa(
          database.db,
          simulator,
          Array.from({ length: DOSSIERS }, (_, n) => validSource(n)),
        );
        const boss = await openQueue(database);
        await ring(database.db, boss, null, new Date());
        await boss.stop({ graceful: false });
        await database.close();
        const worker = launchWorker({ database: { url: server.url }, tbaUrl: simulator.url, perCall: 25, slots: 2 });
        while ((await simulator.callCount()) === 0) await pause(20);
        for (let times = 0; times < (LONG ? 5 : 1); times++) {
          await pause(Math.random() * 300);
          server.restart();
        }
        database = await openPostgres(server.url, 3);
        const finished = async () => {
          const [remaining] = await rows<{ n: number }>(
            database.db,
            sql`select count(*)::int as n from pgboss.job where name = 'transmission' and state in ('created', 'retry', 'active')`,
          );
          if (remaining?.n !== 0) throw new Error("La nuit ne finit pas.");
        };
        for (let minute = 0; minute < 6; minute++)
          if (
            await retryLater(finished).then(
              () => true,
              () => false,
            )
          )
            break;
        expect(worker.child.exitCode).toBeNull();
        expect(await checkTruth(database.db, simulator, cfa)).toBe(DOSSIERS);
        expect(await worker.stop()).toBe(0);
        await database.close();
      } finally {
        server.stop();
      }
    },
    LONG ? 10 * 60_000 : 180_000,
  );
});
