import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { type Database, rows } from "@/db/database";
import { openPostgres } from "@/db/open";
import type { ImportState } from "@/lib/domain/enumerations";
import { receiveImport } from "@/lib/services/imports/receive-import";
import { requestApplication } from "@/lib/services/imports/request-import";
import { openQueue } from "@/lib/services/transmissions/queue/queue";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { fileRow, HEADINGS } from "@/tests/factories/importing-cfa";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { withFileOf } from "@/tests/helpers/with-file-of";
import { within } from "@/tests/helpers/within";
import { launchWorker, type WorkerToKill } from "@/tests/helpers/worker-to-kill";

const ROWS = 4000;
/** Only ends a test that hangs. */
const LATE = { timeout: 180_000, interval: 5 };

const template = inject("templateDatabase");
const simulator = testSimulator();
const name = `import_${Math.random().toString(36).slice(2, 10)}`;
const url = template.engine === "postgresql" ? template.url.replace(/\/postgres$/, `/${name}`) : "";

let database: Database;
let worker: WorkerToKill | undefined;
beforeAll(async () => {
  if (template.engine !== "postgresql") return;
  const admin = postgres(template.url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  database = await openPostgres(url, { connections: 3 });
});
afterAll(async () => {
  await worker?.kill();
  await database?.close();
});

const launch = () => {
  worker = launchWorker({ database: { url }, tbaUrl: simulator.url, perCall: 100, slots: 2 });
  return worker;
};

type Seen = { state: ImportState; done: number };

async function see(id: string): Promise<Seen> {
  const [found] = await rows<Seen>(
    database.db,
    sql`select state, coalesce((progress ->> 'done')::int, 0) as done from imports where id = ${id}::uuid`,
  );
  if (found === undefined) throw new Error("Import introuvable");
  return found;
}

const until = (id: string, reached: (seen: Seen) => boolean) => vi.waitUntil(async () => reached(await see(id)), LATE);

async function count(query: ReturnType<typeof sql>): Promise<number> {
  const [found] = await rows<{ n: number }>(database.db, query);
  return found?.n ?? -1;
}

// Only a database that several processes share lets one watch a worker from outside; the code is the same on the embedded one.
describe.skipIf(template.engine !== "postgresql")("Un import dont l'ouvrier meurt", () => {
  it("est repris par un autre, en pleine lecture puis en pleine application, et n'est écrit qu'une fois", async () => {
    const etablissement = await newEtablissement(database.db);
    const ctx = await person(database.db, etablissement.id, "gestionnaire");
    const boss = await openQueue(database);
    const lines = Array.from({ length: ROWS }, (_, n) => fileRow(`E-${n}`, `Nom${n}`));
    const bytes = new TextEncoder().encode([HEADINGS, ...lines].join("\n"));
    const { id } = await withFileOf(bytes, (path) =>
      within(ctx, etablissement.uai, receiveImport, boss, { name: "gros.csv", path }),
    );
    const dossiers = () =>
      count(sql`select count(*)::int as n from dossiers where etablissement_id = ${etablissement.id}::uuid`);

    let alive = launch();
    await until(id, ({ state, done }) => state === "reading" && done > 0);
    await alive.kill();
    expect((await see(id)).state).toBe("reading");
    alive = launch();
    await until(id, ({ state }) => state === "preview");
    expect(await count(sql`select count(*)::int as n from import_rows where import_id = ${id}::uuid`)).toBe(ROWS);
    expect(await dossiers()).toBe(0);

    await within(ctx, etablissement.uai, requestApplication, boss, id);
    await until(id, ({ state, done }) => state === "applying" && done > 0);
    await alive.kill();
    // Nothing of it is there, and nothing says that it is.
    expect(await dossiers()).toBe(0);
    expect((await see(id)).state).toBe("applying");
    launch();
    await until(id, ({ state }) => state === "applied");
    expect(await dossiers()).toBe(ROWS);
    expect(await count(sql`select created as n from imports where id = ${id}::uuid`)).toBe(ROWS);
    expect(
      await count(
        sql`select count(distinct numero)::int as n from dossiers where etablissement_id = ${etablissement.id}::uuid`,
      ),
    ).toBe(ROWS);
    expect(
      await count(
        sql`select count(*)::int as n from audit_log where etablissement_id = ${etablissement.id}::uuid and action = 'import'`,
      ),
    ).toBe(1);
    expect(await count(sql`select count(*)::int as n from import_rows where import_id = ${id}::uuid`)).toBe(0);
    await boss.stop({ graceful: false });
  });
});
