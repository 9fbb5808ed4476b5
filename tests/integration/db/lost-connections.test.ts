import { sql } from "drizzle-orm";
import { describe, expect, inject, it } from "vitest";
import { rows } from "@/db/database";
import { openPostgres } from "@/db/open";
import { etablissements, reseaux } from "@/db/schema/etablissements";
import { testDatabase } from "@/tests/helpers/test-database";

const base = testDatabase();
const onPostgres = inject("templateDatabase").engine === "postgresql";
const CONNECTIONS = 3;

/** A pool of few connections on the test's database, and the one who cuts them. */
async function pool() {
  const { source } = base.database;
  if (source.engine !== "postgresql") throw new Error("PostgreSQL seulement");
  const database = await openPostgres(source.url, { connections: CONNECTIONS });
  const cut = (pid: number) => base.db.execute(sql`select pg_terminate_backend(${pid}::int)`);
  return { database, cut };
}

describe.runIf(onPostgres)("Une connexion coupée au milieu d'une transaction", () => {
  it("fait échouer la transaction, pas le programme, et sa place resservira", async () => {
    const { database, cut } = await pool();
    for (let death = 0; death < 2 * CONNECTIONS; death++) {
      const transaction = database.db.transaction(async (tx) => {
        const [{ pid } = { pid: 0 }] = await rows<{ pid: number }>(tx, sql`select pg_backend_pid() as pid`);
        const waiting = tx.execute(sql`select pg_sleep(600)`);
        await cut(pid);
        await waiting;
      });
      await expect(transaction).rejects.toThrow();
    }
    const all = Array.from({ length: 4 * CONNECTIONS }, () => rows(database.db, sql`select 1 as one`));
    expect(await Promise.all(all)).toEqual(Array(4 * CONNECTIONS).fill([{ one: 1 }]));
    await database.close();
  });

  it("ne laisse rien écrire hors d'elle, même quand d'autres attendent sa place", async () => {
    const { database, cut } = await pool();
    const before = await base.db.$count(reseaux);
    const others: Promise<unknown>[] = [];
    const transaction = database.db.transaction(async (tx) => {
      const [{ pid } = { pid: 0 }] = await rows<{ pid: number }>(tx, sql`select pg_backend_pid() as pid`);
      await tx.insert(reseaux).values({ name: "avant" });
      await cut(pid);
      // The pool is asked for more than it has: the place of the dead connection is taken again at once.
      for (let n = 0; n < 4 * CONNECTIONS; n++) others.push(database.db.$count(etablissements));
      await Promise.all(others);
      await tx.insert(reseaux).values({ name: "après" });
    });
    await expect(transaction).rejects.toThrow();
    expect(await base.db.$count(reseaux)).toBe(before);
    await database.close();
  });
});
