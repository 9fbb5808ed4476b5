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
});
