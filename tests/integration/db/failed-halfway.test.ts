import { sql } from "drizzle-orm";
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
});
