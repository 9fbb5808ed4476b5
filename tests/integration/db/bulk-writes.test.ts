import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Database, type Db, rows } from "@/db/database";
import { openPostgres } from "@/db/open";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement } from "@/tests/factories/etablissement";
import { fileRow, importingCfa } from "@/tests/factories/importing-cfa";
import { APPLICATION_ROLE, OWNER_ROLE } from "@/tests/helpers/postgresql";
import { testImports } from "@/tests/helpers/test-imports";

const template = inject("templateDatabase");
const onPostgres = template.engine === "postgresql";
const base = template.engine === "postgresql" ? template.url : "";
const name = `ecritures_${Math.random().toString(36).slice(2, 10)}`;
const urlOf = (role: string) => base.replace(/\/postgres$/, `/${name}`).replace("//passerelle@", `//${role}@`);

/** One connection: what it keeps of plans is kept for all that follows. */
let database: Database;
const own = {
  get database() {
    return database;
  },
  get db() {
    return database.db;
  },
};

async function openDatabase(): Promise<void> {
  const admin = postgres(base, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name} owner ${OWNER_ROLE}`);
  await admin.end();
  database = await openPostgres(urlOf(APPLICATION_ROLE), { migrationUrl: urlOf(OWNER_ROLE), connections: 1 });
}

/** Rows of `dossiers` that this transaction went through. */
async function readSoFar(tx: Db): Promise<number> {
  const [found] = await rows<{ n: number }>(
    tx,
    sql`select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as n from pg_stat_xact_user_tables where relname = 'dossiers'`,
  );
  return found?.n ?? 0;
}

/** The table as PostgreSQL knows it after a purge: empty, its pages kept for what comes or given back. */
async function emptyDossiers(pages: "kept" | "given-back"): Promise<void> {
  const owner = postgres(urlOf("passerelle"), { max: 1, onnotice: () => {} });
  await owner`delete from dossiers`;
  await owner.unsafe(`vacuum (analyze, truncate ${pages === "given-back"}) dossiers`);
  await owner.end();
}

describe.runIf(onPostgres)("Ce qu'une écriture relit des dossiers ne grandit pas avec eux", () => {
  beforeAll(openDatabase);
  afterAll(() => database.close());
  const queue = testImports(own);

  it("quand PostgreSQL croit la table vide", async () => {
    const { id } = await newEtablissement(database.db);
    await storeDossiers(
      database.db,
      id,
      Array.from({ length: 3000 }, (_, n) => validSource(n)),
    );
    await emptyDossiers("kept");
    await database.gate.enter([id]).transaction(async (tx) => {
      await storeDossiers(
        tx,
        id,
        Array.from({ length: 500 }, (_, n) => validSource(n)),
      );
      const before = await readSoFar(tx);
      await storeDossiers(
        tx,
        id,
        Array.from({ length: 500 }, (_, n) => validSource(1000 + n)),
      );
      expect((await readSoFar(tx)) - before).toBeLessThan(20 * 500);
    });
  });

  it("quand la connexion a gardé ses plans d'un temps où elle ne contenait rien", async () => {
    await emptyDossiers("given-back");
    const cfa = await importingCfa(own, queue);
    for (let n = 0; n < 8; n++) await storeDossiers(database.db, cfa.id, [validSource(n)]);
    const read = await cfa.csv(...Array.from({ length: 2000 }, (_, n) => fileRow(randomUUID(), `Nom${n}`)));
    await cfa.apply(read);
    await database.db.execute(sql`select pg_stat_force_next_flush()`);
    const [found] = await rows<{ n: number }>(
      database.db,
      sql`select seq_tup_read::int as n from pg_stat_user_tables where relname = 'dossiers'`,
    );
    expect(found?.n).toBeLessThan(20 * 2000);
  });
});
