import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Database, rows } from "@/db/database";
import { openPglite, openPostgres } from "@/db/open";
import { ring } from "@/lib/night/ring";
import { openQueue } from "@/lib/services/transmissions/queue/queue";
import { validSource } from "@/tests/factories/dossiers";
import { checkTruth } from "@/tests/helpers/check-truth";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { addressOf, launchWorker, type WorkerAssignment } from "@/tests/helpers/worker-to-kill";

const LONG = process.env.FAULTS === "long";
const DEATHS = LONG ? 100 : 3;
const DOSSIERS = LONG ? 5000 : 1500;
const PER_CALL = 50;
const CALLS = DOSSIERS / PER_CALL;
/** So many calls at most in a life, drawn at random: the first deaths of a night come in the middle of it. */
const MAX_CALLS = Math.floor(CALLS * (LONG ? 0.9 : 0.4));

const simulator = testSimulator();
const template = inject("templateDatabase");
const root = mkdtempSync(join(tmpdir(), "passerelle-mort-"));
const name = `mort_${Math.random().toString(36).slice(2, 10)}`;

/** The database, opened between two lives: on the embedded one, only when the worker is dead. */
async function open(): Promise<Database> {
  if (template.engine === "pglite") return openPglite(join(root, "base"));
  return openPostgres(template.url.replace(/\/postgres$/, `/${name}`), 3);
}

beforeAll(async () => {
  if (template.engine === "pglite") cpSync(template.dossier, join(root, "base"), { recursive: true });
  else {
    const admin = new pg.Client({ connectionString: template.url });
    await admin.connect();
    await admin.query(`create database ${name}`);
    await admin.end();
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const job = (database: Database): WorkerAssignment => ({
  database: template.engine === "pglite" ? { dossier: join(root, "base") } : addressOf(database),
  tbaUrl: simulator.url,
  perCall: PER_CALL,
  slots: 2,
});

async function waitForCall(after: number, timeoutMs = 90_000): Promise<void> {
  const fin = Date.now() + timeoutMs;
  while (Date.now() < fin) {
    if ((await simulator.callCount()) > after) return;
    await pause(20);
  }
  throw new Error("L'ouvrier n'a rien envoyé à temps.");
}

/** Ends after so many calls, or when none comes any more: the night was over before. */
async function letLive(before: number, howMany: number): Promise<void> {
  await waitForCall(before);
  let [last, still] = [before, 0];
  while (last < before + howMany && still < 75) {
    await pause(20);
    const calls = await simulator.callCount();
    still = calls === last ? still + 1 : 0;
    last = calls;
  }
}

async function ringApart(): Promise<void> {
  const database = await open();
  const boss = await openQueue(database);
  await ring(database.db, boss, null, new Date());
  await boss.stop({ graceful: false });
  await database.close();
}

describe("kill -9 au milieu d'une nuit", () => {
  it(
    `${DEATHS} fois, à des moments tirés au hasard : rien de perdu, rien de faux, et la suite part`,
    async () => {
      let database = await open();
      const cfa = await testCfa(
        database.db,
        simulator,
        Array.from({ length: DOSSIERS }, (_, n) => validSource(n)),
      );
      const what = job(database);
      await database.close();
      let nights = 0;
      let deaths = 0;
      let useful = 0;
      while (deaths < DEATHS) {
        await ringApart();
        nights += 1;
        // Several lives for a night, as long as it is not over.
        for (let finished = false; !finished && deaths < DEATHS; ) {
          const before = await simulator.callCount();
          const worker = launchWorker(what);
          await letLive(before, 1 + Math.floor(Math.random() * MAX_CALLS));
          await pause(Math.random() * 20);
          await worker.kill();
          deaths += 1;
          database = await open();
          await checkTruth(database.db, simulator, cfa);
          const [remaining] = await rows<{ n: number }>(
            database.db,
            sql`select count(*)::int as n from transmissions where status = 'running'`,
          );
          finished = remaining?.n === 0;
          if (!finished) useful += 1;
          await database.close();
        }
      }
      await ringApart();
      const before = await simulator.callCount();
      const last = launchWorker(what);
      database = template.engine === "pglite" ? database : await open();
      if (template.engine === "pglite") await waitForCalm(before);
      else await waitForQueue(database);
      await last.stop();
      if (template.engine === "pglite") database = await open();
      expect(await checkTruth(database.db, simulator, cfa)).toBe(DOSSIERS);
      expect(await rows(database.db, sql`select id from transmissions where status = 'running'`)).toEqual([]);
      expect(useful).toBeGreaterThan(0);
      const interrupted = await rows(database.db, sql`select id from transmissions where status = 'interrupted'`);
      expect(interrupted.length).toBeGreaterThanOrEqual(useful > 0 ? 1 : 0);
      process.stdout.write(
        `${template.engine} : ${deaths} morts subites, dont ${useful} au milieu d'une transmission, en ${nights} nuits de ${DOSSIERS} dossiers ; ${interrupted.length} interrompues.\n`,
      );
      await database.close();
    },
    LONG ? 40 * 60_000 : 180_000,
  );
});

/** On PostgreSQL the queue says when it is empty. */
async function waitForQueue(database: Database): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const [remaining] = await rows<{ n: number }>(
      database.db,
      sql`select count(*)::int as n from pgboss.job where name = 'transmission' and state in ('created', 'retry', 'active')`,
    );
    if (remaining?.n === 0) return;
    await pause(200);
  }
  throw new Error("La file ne s'est pas vidée en deux minutes.");
}

/** The embedded database belongs to the worker: the TBA says when nothing comes any more. */
async function waitForCalm(before: number): Promise<void> {
  // None at all when the last death came after the last answer.
  await waitForCall(before, 30_000).catch(() => {});
  let [last, calm] = [-1, 0];
  for (let attempt = 0; attempt < 240 && calm < 8; attempt++) {
    await pause(500);
    const calls = await simulator.callCount();
    calm = calls === last ? calm + 1 : 0;
    last = calls;
  }
}
