import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { describe, expect, inject, it } from "vitest";
import { type Db, rows } from "@/db/database";
import { openPostgres } from "@/db/open";
import { newEtablissement } from "@/tests/factories/etablissement";
import { OWNER_ROLE } from "@/tests/helpers/postgresql";
import { testDatabase } from "@/tests/helpers/test-database";

const base = testDatabase();
const onPostgres = inject("templateDatabase").engine === "postgresql";
const CONNECTIONS = 2;

type Reach = { reach: string; name: string };
const READING = sql`select current_setting('passerelle.etablissement', true) as reach, essai.* from essai where name = ${"ligne"}`;
const read = (db: Db) => rows<Reach>(db, READING);

/** A pool behind a door that the test shuts: connections are cut, and new ones refused. */
async function behindADoor() {
  const { source } = base.database;
  if (source.engine !== "postgresql") throw new Error("PostgreSQL seulement");
  const target = new URL(source.url);
  const sockets = new Set<Socket>();
  const door = createServer((incoming) => {
    const outgoing = connect(Number(target.port), target.hostname);
    for (const socket of [incoming, outgoing]) {
      sockets.add(socket);
      socket.on("error", () => undefined).on("close", () => [incoming, outgoing].map((one) => one.destroy()));
    }
    incoming.pipe(outgoing).pipe(incoming);
  });
  const listen = async (port: number) => {
    door.listen(port, "127.0.0.1");
    await once(door, "listening");
    const address = door.address();
    return typeof address === "object" && address ? address.port : 0;
  };
  const port = await listen(0);
  const url = new URL(source.url);
  url.hostname = "127.0.0.1";
  url.port = String(port);
  const database = await openPostgres(url.href, { connections: CONNECTIONS });
  const shut = () => {
    door.close();
    for (const socket of sockets) socket.destroy();
  };
  const reopen = () => listen(port);
  const close = async () => {
    await database.close();
    door.close();
  };
  return { database, shut, reopen, close };
}

describe.runIf(onPostgres)("Les lectures d'un établissement", () => {
  it("gardent leurs bornes quand la table a changé depuis qu'elles furent préparées", async () => {
    const { id } = await newEtablissement(base.db);
    const { source } = base.database;
    const owner = postgres(source.engine === "postgresql" ? source.url.replace(/\/\/[^@]+@/, `//${OWNER_ROLE}@`) : "");
    await owner`create table essai as select 'ligne'::text as name`;
    await owner`grant select on essai to public`;
    const inside = base.database.gate.enter([id]);
    for (let time = 0; time < 40; time++) expect((await read(inside))[0]?.reach).toBe(`{${id}}`);
    await owner`alter table essai add column more integer`;
    // Two at once: what one connection had prepared is refused, then asked again, alone and within the same bounds.
    for (let time = 0; time < 20; time++) {
      const found = await Promise.all([read(inside), read(inside)]);
      for (const [line] of found) expect(line).toMatchObject({ reach: `{${id}}`, name: "ligne" });
    }
    await owner`drop table essai`;
    await owner.end();
  });

  it("reviennent toutes quand la base revient, autant à la fois qu'avant", async () => {
    const { id } = await newEtablissement(base.db);
    const { database, shut, reopen, close } = await behindADoor();
    const inside = database.gate.enter([id]);
    const one = () => rows<{ one: number }>(inside, sql`select 1 as one`);
    await one();
    shut();
    for (let time = 0; time < 3 * CONNECTIONS; time++) await expect(one()).rejects.toThrow();
    await reopen();
    const all = Array.from({ length: 6 * CONNECTIONS }, async (_, n) => {
      // Apart from each other: each has a transaction of its own.
      await new Promise((resolve) => setTimeout(resolve, n));
      return one();
    });
    expect(await Promise.all(all)).toEqual(Array(6 * CONNECTIONS).fill([{ one: 1 }]));
    await close();
  });
});
