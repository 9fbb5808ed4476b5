import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { type Database, parsedRows } from "@/db/database";
import { openPostgres } from "@/db/open";
import { dossiers } from "@/db/schema/dossiers";
import { etablissements } from "@/db/schema/etablissements";
import { tbaKeys } from "@/db/schema/tba";
import { transmissions } from "@/db/schema/transmissions";
import { PREPARATION_VERSION } from "@/lib/domain/contrat-tba";
import { runTransmission } from "@/lib/night/run/run";
import { NO_OUTBOX } from "@/lib/services/emails/outbox";
import { reprepareStale } from "@/lib/services/preparation/reprepare-stale";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { decryptKey } from "@/lib/services/settings/tba-key";
import { openQueue } from "@/lib/services/transmissions/queue/queue";
import { giveKey, person } from "@/tests/factories/etablissement";
import { APPLICATION_ROLE } from "@/tests/helpers/postgresql";
import { testRetryPolicy } from "@/tests/helpers/test-retry-policy";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { within } from "@/tests/helpers/within";

const BASES = "tests/bases";
const simulator = testSimulator();

/** What each table held before the upgrade. */
type Kept = { database: Database; before: Record<string, number>; clean: () => Promise<void> };

const TablesSchema = z.array(z.object({ table: z.string() }));
const TABLES = `select table_name as "table" from information_schema.tables
  where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;

async function countRows(ask: (query: string) => Promise<unknown>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { table } of TablesSchema.parse(await ask(TABLES))) {
    const [row] = z
      .array(z.object({ n: z.number() }))
      .parse(await ask(`select count(*)::int as n from public."${table}"`));
    counts[table] = row?.n ?? 0;
  }
  return counts;
}

/** A kept base, put back as a host restores it, then opened by the code of today. */
async function restored(dump: string): Promise<Kept> {
  const template = inject("templateDatabase");
  if (template.engine !== "postgresql") throw new Error("Une base gardée est de PostgreSQL.");
  const name = `gardee_${Math.random().toString(36).slice(2, 12)}`;
  const admin = postgres(template.url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  const ownerUrl = template.url.replace(/\/postgres$/, `/${name}`);
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  await owner.unsafe(dump);
  const before = await countRows((query) => owner.unsafe(query));
  await owner.end();
  const database = await openPostgres(ownerUrl.replace("//passerelle@", `//${APPLICATION_ROLE}@`), {
    migrationUrl: ownerUrl,
  });
  const clean = async () => {
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { database, before, clean };
}

/** The embedded database starts from nothing at each demo: only the other is upgraded. */
const EMBEDDED = inject("templateDatabase").engine === "pglite";

describe.skipIf(EMBEDDED).each(readdirSync(BASES))("Une base pleine, faite par un code plus ancien (%s)", (file) => {
  let kept: Kept | undefined;
  const opened = (): Kept => {
    if (kept === undefined) throw new Error("La base gardée n'est pas ouverte.");
    return kept;
  };
  beforeAll(async () => {
    kept = await restored(gunzipSync(readFileSync(join(BASES, file))).toString("utf8"));
  });
  afterAll(async () => {
    await kept?.database.close();
    await kept?.clean();
  });

  it("se met à jour sans perdre une ligne", async () => {
    const { database, before } = opened();
    const after = await countRows((query) => parsedRows(database.db, z.looseObject({}), sql.raw(query)));
    expect(before.dossiers).toBeGreaterThan(50);
    const lost = Object.entries(before).filter(([table, n]) => (after[table] ?? 0) < n);
    expect(lost).toEqual([]);
  });

  it("prépare de nouveau ses dossiers selon les règles d'aujourd'hui, et montre chacun dans le rapport", async () => {
    const { db } = opened().database;
    await reprepareStale(db);
    const versions = await db.selectDistinct({ version: dossiers.preparationVersion }).from(dossiers);
    expect(versions).toEqual([{ version: PREPARATION_VERSION }]);
    for (const { id, uai } of await db.select().from(etablissements)) {
      const ctx = await person(db, id, "administrateur");
      const rapport = await within(ctx, uai, loadRapport, parseFilters({}));
      const apprentis = await db.$count(dossiers, sql`etablissement_id = ${id}::uuid and apprenti`);
      expect(rapport.total).toBe(apprentis);
    }
  });

  it("garde la clé du TBA, et sa nuit part", async () => {
    const { db } = opened().database;
    const boss = await openQueue(opened().database);
    await boss.stop({ graceful: false });
    for (const { id } of await db.select().from(etablissements)) {
      expect(await decryptKey(db, id)).toMatch(/^cle-de-la-base-gardee-\d$/);
      await db.delete(tbaKeys).where(eq(tbaKeys.etablissementId, id));
      await giveKey(db, id, simulator.newKey());
      const ctx = await person(db, id, "administrateur");
      const request = { trigger: "manual", by: null, nightId: null, resume: false } as const;
      const wanted = { tba: simulator.tba, outbox: NO_OUTBOX, retry: testRetryPolicy() };
      await runTransmission({ ...ctx, now: new Date() }, id, request, wanted);
      const [last] = await db
        .select()
        .from(transmissions)
        .where(eq(transmissions.etablissementId, id))
        .orderBy(sql`started_at desc`)
        .limit(1);
      expect(last).toMatchObject({ status: "completed", refused: 0, notSent: 0 });
      expect(last?.accepted).toBeGreaterThan(0);
    }
  });
});
