import { describe, expect, inject, it, vi } from "vitest";
import { openPostgres } from "@/db/open";
import { ring } from "@/lib/night/ring";
import { openQueue } from "@/lib/services/transmissions/queue/queue";
import { validSource } from "@/tests/factories/dossiers";
import { checkTruth } from "@/tests/helpers/check-truth";
import { postgresPrograms, startPostgres } from "@/tests/helpers/postgresql";
import { remainingJobs } from "@/tests/helpers/remaining-jobs";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { launchWorker } from "@/tests/helpers/worker-to-kill";

const LONG = process.env.FAULTS === "long";
const DOSSIERS = LONG ? 5000 : 1500;
const simulator = testSimulator();

/** Only ends a test that hangs. */
const LATE = { timeout: LONG ? 15 * 60_000 : 6 * 60_000, interval: 20 };

describe.runIf(inject("templateDatabase").engine === "postgresql")("PostgreSQL redémarre au milieu d'une nuit", () => {
  it(
    "rien de perdu, rien de faux : l'ouvrier, resté debout, finit la nuit",
    async () => {
      const server = await startPostgres(postgresPrograms() ?? "");
      try {
        let database = await openPostgres(server.url, { connections: 3 });
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
        for (let times = 0; times < (LONG ? 5 : 1); times++) {
          // The answer after these comes when the server is back, or while it goes.
          const answers = 1 + Math.floor(Math.random() * 10);
          await simulator.forgetCalls();
          await cfa.fault({ type: "retenu", apres: answers });
          await vi.waitUntil(async () => (await simulator.callCount()) > answers, LATE);
          if (Math.random() < 0.5) await simulator.restore(cfa.key);
          server.restart();
          await simulator.restore(cfa.key);
        }
        database = await openPostgres(server.url, { connections: 3 });
        await vi.waitFor(async () => expect(await remainingJobs(database.db)).toBe(0), LATE);
        expect(worker.isDead()).toBe(false);
        expect(await checkTruth(database.db, simulator, cfa)).toBe(DOSSIERS);
        expect(await worker.stop()).toBe(0);
        await database.close();
      } finally {
        server.stop();
      }
    },
    LATE.timeout * 2,
  );
});
