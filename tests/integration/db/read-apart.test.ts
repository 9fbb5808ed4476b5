import { sql } from "drizzle-orm";
import { describe, expect, inject, it } from "vitest";
import { type Db, rows } from "@/db/database";
import { readApart } from "@/db/read-apart";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const base = testDatabase();
const onPostgres = inject("templateDatabase").engine === "postgresql";

async function answerer(db: Db): Promise<number | undefined> {
  const [found] = await rows<{ pid: number }>(db, sql`select pg_backend_pid() as pid, pg_sleep(0.05)::text as slept`);
  return found?.pid;
}

describe.runIf(onPostgres)("Deux longues lectures demandées ensemble", () => {
  it("se suivent sur une connexion, sauf si l'une est demandée à part", async () => {
    const { id } = await newEtablissement(base.db);
    const inside = base.database.gate.enter([id]);
    const [one, other] = await Promise.all([answerer(inside), answerer(inside)]);
    expect(one).toBe(other);
    const [first, apart, another] = await Promise.all([
      answerer(inside),
      readApart(() => answerer(inside)),
      readApart(() => answerer(inside)),
    ]);
    expect(new Set([first, apart, another]).size).toBe(3);
  });
});
