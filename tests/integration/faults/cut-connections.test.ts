import { sql } from "drizzle-orm";
import postgres from "postgres";
import { describe, expect, inject, it, vi } from "vitest";
import { openPostgres } from "@/db/open";
import { ring } from "@/lib/night/ring";
import { openQueue } from "@/lib/services/transmissions/queue/queue";
import { validSource } from "@/tests/factories/dossiers";
import { checkTruth } from "@/tests/helpers/check-truth";
import { cuttingProxy } from "@/tests/helpers/cutting-proxy";
import { remainingJobs } from "@/tests/helpers/remaining-jobs";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { launchWorker } from "@/tests/helpers/worker-to-kill";

const LONG = process.env.FAULTS === "long";
const DOSSIERS = LONG ? 5000 : 600;
const CUTS = LONG ? 400 : 10;
/** At most so many bytes a connection, the number drawn at random: a call and its answer take some forty thousand. */
const MOST_BYTES = 200_000;
/** Only ends a test that hangs. */
const LATE = { timeout: LONG ? 20 * 60_000 : 6 * 60_000, interval: 20 };

const simulator = testSimulator();
const template = inject("templateDatabase");

async function newDatabase(): Promise<URL> {
  if (template.engine !== "postgresql") throw new Error("PostgreSQL seulement");
  const name = `coupures_${Math.random().toString(36).slice(2, 10)}`;
  const admin = postgres(template.url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  return new URL(template.url.replace(/\/postgres$/, `/${name}`));
}

describe.runIf(template.engine === "postgresql")("Le réseau coupe n'importe où entre l'ouvrier et sa base", () => {
  it(
    `${CUTS} fois : rien de perdu, rien de faux, et l'ouvrier, resté debout, finit la nuit`,
    async () => {
      const url = await newDatabase();
      const database = await openPostgres(url.href, { connections: 3 });
      const proxy = await cuttingProxy(url);
      const boss = await openQueue(database);
      const assignment = { database: { url: proxy.url }, tbaUrl: simulator.url, perCall: 25, slots: 2 };
      const worker = launchWorker(assignment);
      const remaining = async () => {
        // What failed is put off by minutes: they go by here.
        await database.db.execute(sql`update pgboss.job set start_after = now() where state = 'retry'`);
        return remainingJobs(database.db);
      };
      try {
        const sources = Array.from({ length: DOSSIERS }, (_, n) => validSource(n));
        const cfa = await testCfa(database.db, simulator, sources);
        // One that cannot reach its base when it starts says so and ends.
        await worker.ready();
        proxy.cutIn(() => 1 + Math.floor(Math.random() * MOST_BYTES));
        while (proxy.cuts() < CUTS) {
          await ring(database.db, boss, null, new Date());
          await vi.waitUntil(async () => (await remaining()) === 0 || proxy.cuts() >= CUTS, LATE);
          await checkTruth(database.db, simulator, cfa);
        }
        proxy.cutIn(null);
        await vi.waitFor(async () => expect(await remaining()).toBe(0), LATE);
        await ring(database.db, boss, null, new Date());
        await vi.waitFor(async () => expect(await remaining()).toBe(0), LATE);
        expect(worker.isDead()).toBe(false);
        expect(await checkTruth(database.db, simulator, cfa)).toBe(DOSSIERS);
        expect(await worker.stop()).toBe(0);
      } finally {
        await worker.kill();
        await boss.stop({ graceful: false });
        await proxy.close();
        await database.close();
      }
    },
    3 * LATE.timeout,
  );
});
