import { sql } from "drizzle-orm";
import { describe, expect, inject, it } from "vitest";
import { type Db, rows } from "@/db/database";
import { readApart } from "@/db/read-apart";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const base = testDatabase();
const onPostgres = inject("templateDatabase").engine === "postgresql";
const LOCK = 20_261_127;

async function answerer(db: Db, also = sql``): Promise<number | undefined> {
  const [found] = await rows<{ pid: number }>(db, sql`select pg_backend_pid() as pid ${also}`);
  return found?.pid;
}

describe.runIf(onPostgres)("Deux longues lectures demandées ensemble", () => {
  it("se suivent sur une connexion", async () => {
    const { id } = await newEtablissement(base.db);
    const inside = base.database.gate.enter([id]);
    const [one, other] = await Promise.all([answerer(inside), answerer(inside)]);
    expect(one).toBe(other);
  });

  it("ne s'attendent pas quand l'une est demandée à part", async () => {
    const { id } = await newEtablissement(base.db);
    const inside = base.database.gate.enter([id]);
    const [first, apart] = await base.db.transaction(async (holder) => {
      await holder.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
      const held = answerer(inside, sql`, pg_advisory_xact_lock(${LOCK})::text as held`);
      return [held, await readApart(() => answerer(inside))] as const;
    });
    expect(await first).not.toBe(apart);
  });
});
