import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { describe, expect, inject, it } from "vitest";
import { type Db, rows } from "@/db/database";
import { openPostgres } from "@/db/open";
import { cuttingProxy } from "@/tests/helpers/cutting-proxy";
import { testDatabase } from "@/tests/helpers/test-database";

const base = testDatabase();
const onPostgres = inject("templateDatabase").engine === "postgresql";

const three = (db: Db) => rows<{ n: number }>(db, sql`select n from generate_series(1, 3) as n order by n`);
const THREE = [{ n: 1 }, { n: 2 }, { n: 3 }];

/** Some ninety thousand bytes of rows, of which the first have left when the last fails, or when somebody cuts. */
const many = (db: Db, last = sql`0`) =>
  rows<{ n: number }>(
    db,
    sql`select n / (n - ${last}) as n, repeat('é', 100) as text from generate_series(1, 400) as n`,
  );

describe.runIf(onPostgres)("Une lecture qui échoue après ses premières lignes", () => {
  it("n'en laisse aucune à la suivante, dans une transaction ni dehors", async () => {
    const { source } = base.database;
    if (source.engine !== "postgresql") throw new Error("PostgreSQL seulement");
    const database = await openPostgres(source.url, { connections: 1 });
    for (const db of [database.db, database.gate.door, database.gate.request]) {
      await expect(many(db, sql`400`)).rejects.toThrow();
      expect(await three(db)).toEqual(THREE);
      await expect(db.transaction((tx) => many(tx as Db, sql`400`))).rejects.toThrow();
      expect(await db.transaction((tx) => three(tx as Db))).toEqual(THREE);
    }
    await database.close();
  });

  it("coupée en route, n'en laisse aucune non plus à celle qui reprend sa place", async () => {
    const { source } = base.database;
    if (source.engine !== "postgresql") throw new Error("PostgreSQL seulement");
    const url = new URL(source.url);
    const proxy = await cuttingProxy(url);
    const database = await openPostgres(proxy.url, { connections: 1 });
    for (const db of [database.db, database.gate.door, database.gate.request]) {
      expect(await three(db)).toEqual(THREE);
      proxy.cutIn(30_000);
      await expect(many(db)).rejects.toThrow();
      proxy.cutIn(null);
      expect(await three(db)).toEqual(THREE);
    }
    expect(proxy.cuts()).toBe(3);
    await database.close();
    await proxy.close();
  });

  it("n'empêche pas celle qu'on fait avant que la connexion perdue soit refermée", async () => {
    const { source } = base.database;
    if (source.engine !== "postgresql") throw new Error("PostgreSQL seulement");
    const { hostname, port } = new URL(source.url);
    const sockets: Socket[] = [];
    const driver = postgres(source.url, {
      max: 1,
      fetch_types: false,
      // The driver takes a stream already open; it is lost here as the network loses it, an error first.
      socket: async () => {
        const socket = connect(Number(port), hostname);
        await once(socket, "connect");
        sockets.push(socket);
        return socket;
      },
    } as postgres.Options<Record<string, never>>);
    const sleepers = sql`from pg_stat_activity where query = 'select pg_sleep(60)' and state = 'active'
      and datname = current_database()`;
    for (const inTransaction of [false, true]) {
      const slept = inTransaction ? driver.begin((tx) => tx`select pg_sleep(60)`) : driver`select pg_sleep(60)`;
      const failed = expect(slept).rejects.toThrow(/ECONNRESET|CONNECTION_CLOSED/);
      await expect.poll(() => rows(base.db, sql`select pid ${sleepers}`)).toHaveLength(1);
      sockets.at(-1)?.destroy(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));
      await failed;
      expect(await driver`select 3 as n`).toEqual([{ n: 3 }]);
      await rows(base.db, sql`select pg_terminate_backend(pid) ${sleepers}`);
      await expect.poll(() => rows(base.db, sql`select pid ${sleepers}`)).toHaveLength(0);
    }
    expect(sockets.length).toBe(3);
    // Idle when it is lost.
    const gone = sockets.at(-1);
    gone?.destroy(new Error("read ECONNRESET"));
    if (gone !== undefined) await once(gone, "error");
    expect(await driver`select 4 as n`).toEqual([{ n: 4 }]);
    await driver.end();
  });
});
