import { sql } from "drizzle-orm";
import { describe, expect, inject, it } from "vitest";
import { type Db, rows } from "@/db/database";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const base = testDatabase();
const onPostgres = inject("templateDatabase").engine === "postgresql";

async function planning(db: Db): Promise<string | undefined> {
  const [found] = await rows<{ mode: string }>(db, sql`select current_setting('plan_cache_mode') as mode`);
  return found?.mode;
}

describe.runIf(onPostgres)("Ce que PostgreSQL prévoit d'une demande", () => {
  it("est refait pour les valeurs d'une lecture, gardé pour les clés étrangères de chaque ligne qu'on écrit", async () => {
    const { id } = await newEtablissement(base.db);
    const inside = base.database.gate.enter([id]);
    expect(await planning(inside)).toBe("force_custom_plan");
    expect(await inside.transaction((tx) => planning(tx))).toBe("auto");
    expect(await planning(base.database.gate.door)).toBe("auto");
    expect(await planning(base.db)).toBe("auto");
  });

  it("d'une page est gardé par la connexion, une fois demandé plusieurs fois", async () => {
    // The process keeps so many and no more: the tests before this one may have asked them all.
    const kept = globalThis as typeof globalThis & { passerelleStatements?: { prepared: Set<string> } };
    kept.passerelleStatements?.prepared.clear();
    const { id } = await newEtablissement(base.db);
    const inside = base.database.gate.enter([id]);
    const ask = sql`select count(*)::int as n from pg_prepared_statements where statement like ${"%as n from pg_prepared_statements%"}`;
    const counts: (number | undefined)[] = [];
    // The connections take turns: each meets it several times.
    for (let time = 0; time < 60; time++) counts.push((await rows<{ n: number }>(inside, ask))[0]?.n);
    expect(counts[0]).toBe(0);
    expect(counts.at(-1)).toBe(1);
  });
});
