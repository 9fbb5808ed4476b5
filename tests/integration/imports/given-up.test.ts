import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import { type Db, rows } from "@/db/database";
import { env } from "@/lib/env";
import { processImport } from "@/lib/night/process-import";
import { cancelImport } from "@/lib/services/imports/cancel-import";
import type { ImportJob } from "@/lib/services/imports/queue/import-queue";
import { chooseColumns } from "@/lib/services/imports/reading/choose-columns";
import { readImport } from "@/lib/services/imports/reading/read-import";
import { HEADINGS, importingCfa, fileRow as row } from "@/tests/factories/importing-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const queue = testImports(database);
const cfa = () => importingCfa(database, queue);
const DIALECT = new PgDialect();

const tools = { keys: env().ENCRYPTION_KEYS, maxSize: 1024 * 1024 };
const file = (...lines: string[]) => new TextEncoder().encode([HEADINGS, ...lines].join("\n"));

/** In how many rows of any table a name is read, and how many parts of files are kept. */
async function left(importId: string, name: string): Promise<number[]> {
  const own = sql`import_id = ${importId}::uuid`;
  const [found] = await rows<{ staged: number; parts: number; told: number }>(
    database.db,
    sql`select (select count(*)::int from import_rows where ${own}) as staged, (select count(*)::int from import_files where ${own}) as parts,
      (select count(*)::int from imports i where i.id = ${importId}::uuid and i::text ilike ${`%${name}%`}) as told`,
  );
  return [found?.staged ?? -1, found?.parts ?? -1, found?.told ?? -1];
}

/** The database, where somebody does something just before the first rows are staged. */
function preceded(db: Db, before: () => Promise<unknown>): Db {
  let done = false;
  const execute = async (query: SQL) => {
    if (!done && DIALECT.sqlToQuery(query).sql.includes("insert into import_rows")) {
      done = true;
      await before();
    }
    return db.execute(query);
  };
  return new Proxy(db, {
    get: (target, key) => {
      if (key === "execute") return execute;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

describe("Un import qui ne va pas à son terme", () => {
  it("abandonné pendant sa lecture, ne laisse rien de ce que celle-ci rangeait à cet instant", async () => {
    const { ctx, uai, importRow } = await cfa();
    const { id } = await queue.receive(ctx, uai, "essai.csv", file(row("E-1", "Quetzal"), row("E-2", "Durand")));
    const cancel = () => within(ctx, uai, cancelImport, id);
    await readImport({ ...tools, ownerId: null, db: preceded(database.db, cancel) }, id, new Date());
    expect(await importRow(id)).toMatchObject({ state: "cancelled" });
    expect(await left(id, "quetzal")).toEqual([0, 0, 0]);
  });

  it("que six essais n'ont pas pu lire, ne garde ni le fichier ni ses lignes", async () => {
    const { id: etablissementId, ctx, uai, importRow } = await cfa();
    const { id } = await queue.receive(ctx, uai, "essai.csv", file(row("E-1", "Quetzal")));
    await database.db.execute(sql`insert into import_rows (import_id, etablissement_id, rank, sheet, row, source, doubts)
      values (${id}::uuid, ${etablissementId}::uuid, 1, '', 2, '{"nom_apprenant":"Quetzal"}', '[]')`);
    const noTba = { findOrganisme: async () => ({ kind: "unreachable" as const, reason: "essai" }) };
    const job = { id: crypto.randomUUID(), retryCount: 6, data: { kind: "read", importId: id, etablissementId } };
    const own = { ...tools, db: database.db, boss: queue.boss, tba: noTba, ownerId: 1 };
    await processImport(own as Parameters<typeof processImport>[0], job as ImportJob, new AbortController().signal);
    const given = { state: "refused", refusal: expect.stringContaining("n'a pas pu être lu") };
    expect(await importRow(id)).toMatchObject(given);
    expect(await left(id, "quetzal")).toEqual([0, 0, 0]);
  });

  it("n'est pas un fichier dont on revoit dix fois les colonnes", async () => {
    const { ctx, uai, csv, importRow } = await cfa();
    const id = await csv(row("E-1", "Martin"));
    const unchanged = { sheets: null, columns: [], values: [], given: [], copied: [], remember: null };
    for (let time = 0; time < 10; time++) {
      await within(ctx, uai, chooseColumns, queue.boss, id, unchanged);
      await queue.work();
    }
    expect(await importRow(id)).toMatchObject({ state: "preview", created: 1, refusal: null });
  });
});
