import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { type Database, rows } from "@/db/database";
import { openPglite, openPostgres } from "@/db/open";
import { ring } from "@/lib/night/ring";
import { openQueue } from "@/lib/services/transmissions/queue/queue";
import { validSource } from "@/tests/factories/dossiers";
import { checkTruth } from "@/tests/helpers/check-truth";
import { describeNight } from "@/tests/helpers/describe-night";
import { remainingJobs } from "@/tests/helpers/remaining-jobs";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { launchWorker, type WorkerAssignment, type WorkerToKill } from "@/tests/helpers/worker-to-kill";

const LONG = process.env.FAULTS === "long";
const DEATHS = LONG ? 100 : 3;
const DOSSIERS = LONG ? 5000 : 1500;
const PER_CALL = 50;
const CALLS = DOSSIERS / PER_CALL;
/** So many answers at most in a life, drawn at random: the first deaths of a night come in the middle of it. */
const MAX_ANSWERS = Math.floor(CALLS * (LONG ? 0.9 : 0.4));
/** Only ends a test that hangs. */
const LATE = { timeout: 180_000, interval: 5 };

const simulator = testSimulator();
const template = inject("templateDatabase");
const root = mkdtempSync(join(tmpdir(), "passerelle-mort-"));
const folder = join(root, "base");
const name = `mort_${Math.random().toString(36).slice(2, 10)}`;
const url = template.engine === "postgresql" ? template.url.replace(/\/postgres$/, `/${name}`) : "";
const assignment = (): WorkerAssignment => ({
  database: template.engine === "pglite" ? { dossier: folder } : { url },
  tbaUrl: simulator.url,
  perCall: PER_CALL,
  slots: 2,
});

/** Something to do with the database between two lives: the embedded one belongs to the worker as long as it lives. */
async function withDatabase<T>(action: (database: Database) => Promise<T>): Promise<T> {
  const database =
    template.engine === "pglite" ? await openPglite(folder) : await openPostgres(url, { connections: 3 });
  try {
    return await action(database);
  } finally {
    await database.close();
  }
}

beforeAll(async () => {
  if (template.engine === "pglite") cpSync(template.dossier, folder, { recursive: true });
  else {
    const admin = postgres(template.url, { max: 1, onnotice: () => {} });
    await admin.unsafe(`create database ${name}`);
    await admin.end();
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let worker: WorkerToKill | undefined;

/** A worker lives until it has made so many calls, or the night is over. Answers how many it made. */
async function live(calls: number): Promise<{ worker: WorkerToKill; calls: number }> {
  await simulator.forgetCalls();
  const alive = launchWorker(assignment());
  worker = alive;
  const watched = template.engine === "postgresql" ? await openPostgres(url, { connections: 1 }) : null;
  const isOver = async () => (watched === null ? alive.saysEmpty() : (await remainingJobs(watched.db)) === 0);
  try {
    await vi.waitUntil(async () => {
      if (alive.isDead()) throw new Error("L'ouvrier s'est arrêté de lui-même.");
      return (await simulator.callCount()) >= calls || (await isOver());
    }, LATE);
  } finally {
    await watched?.close();
  }
  return { worker: alive, calls: await simulator.callCount() };
}

const ringApart = () =>
  withDatabase(async (database) => {
    const boss = await openQueue(database);
    await ring(database.db, boss, null, new Date());
    await boss.stop({ graceful: false });
  });

const runs = ({ db }: Database, status: string) =>
  rows(db, sql`select id from transmissions where status = ${status}`).then((found) => found.length);

async function dieAndStartAgain(): Promise<void> {
  const sources = Array.from({ length: DOSSIERS }, (_, n) => validSource(n));
  const cfa = await withDatabase(({ db }) => testCfa(db, simulator, sources));
  const truth = ({ db }: Database) => checkTruth(db, simulator, cfa);
  let [deaths, nights, inTheMiddle, silent] = [0, 0, 0, 0];
  while (deaths < DEATHS) {
    await ringApart();
    nights += 1;
    // Several lives for a night, as long as it is not over.
    for (let isOver = false; !isOver && deaths < DEATHS; ) {
      const answers = 1 + Math.floor(Math.random() * MAX_ANSWERS);
      // It cannot go further, however late we look; and it dies before that call or during it.
      await cfa.fault({ type: "retenu", apres: answers });
      const life = await live(answers + (Math.random() < 0.5 ? 0 : 1));
      await life.worker.kill();
      await simulator.restore(cfa.key);
      deaths += 1;
      if (life.calls === 0) silent += 1;
      isOver = await withDatabase(async (database) => {
        await truth(database);
        return (await runs(database, "running")) === 0;
      });
      if (!isOver) inTheMiddle += 1;
    }
  }
  await ringApart();
  await (await live(Number.POSITIVE_INFINITY)).worker.stop();
  await withDatabase(async (database) => {
    expect(await truth(database)).toBe(DOSSIERS);
    expect(await runs(database, "running")).toBe(0);
    expect(inTheMiddle).toBeGreaterThan(0);
    expect(await runs(database, "interrupted"), "une par mort au milieu d'une transmission").toBe(inTheMiddle);
  });
  process.stdout.write(
    `${template.engine} : ${deaths} morts subites, dont ${inTheMiddle} au milieu d'une transmission et ${silent} sans un appel, en ${nights} nuits de ${DOSSIERS} dossiers.\n`,
  );
}

describe("kill -9 au milieu d'une nuit", () => {
  it(
    `${DEATHS} fois, à des moments tirés au hasard : rien de perdu, rien de faux, et la suite part`,
    async () => {
      try {
        await dieAndStartAgain();
      } catch (error) {
        await worker?.kill();
        process.stderr.write(`${await withDatabase(describeNight)}\n`);
        throw error;
      }
    },
    LONG ? 90 * 60_000 : 15 * 60_000,
  );
});
