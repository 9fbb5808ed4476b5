import { sql } from "drizzle-orm";
import { describe, expect, inject, it } from "vitest";
import { rows } from "@/db/database";
import { softwareAlertes } from "@/lib/services/alertes/software-silence";
import { cfaWithKey } from "@/tests/factories/alertes";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { vendorJeton } from "@/tests/factories/software";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const onPostgres = inject("templateDatabase").engine === "postgresql";
const DAY_MS = 24 * 3600_000;
const CFAS = 30;
const DOSSIERS = 4;

/** CFAs of one vendor, whose software has just sent their dossiers. */
async function vendorsCfas(): Promise<void> {
  const made = await Promise.all(Array.from({ length: CFAS }, () => cfaWithKey(database.db)));
  const sources = Array.from({ length: DOSSIERS }, (_, n) => validSource(n));
  for (const { cfa } of made) await storeDossiers(database.db, cfa.id, sources);
  await vendorJeton(
    database.db,
    made.map(({ cfa }) => cfa.uai),
  );
  await database.db.execute(sql`insert into push_sightings (dossier_id, etablissement_id, jeton_id, at)
    select d.id, d.etablissement_id, j.id, now() from dossiers d join jetons j on j.etablissement_id = d.etablissement_id`);
}

describe.runIf(onPostgres)("Un logiciel que beaucoup de CFA ont", () => {
  it("ne coûte pas à chacun les envois de tous les autres, sur une base que PostgreSQL n'a pas encore comptée", async () => {
    await vendorsCfas();
    const read = await database.db.transaction(async (tx) => {
      const found = await softwareAlertes(tx, new Date(Date.now() + 9 * DAY_MS), null);
      expect(found).toHaveLength(CFAS);
      const [counted] = await rows<{ n: number }>(
        tx,
        sql`select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as n from pg_stat_xact_user_tables where relname = 'push_sightings'`,
      );
      return counted?.n ?? 0;
    });
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(10 * CFAS * DOSSIERS);
  });
});
