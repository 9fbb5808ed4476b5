import { afterEach, describe, expect, it, vi } from "vitest";
import type { Db } from "@/db/database";
import { imports } from "@/db/schema/imports";
import { env } from "@/lib/env";
import { progressTeller } from "@/lib/services/imports/attempt";
import { readImport } from "@/lib/services/imports/reading/read-import";
import { HEADINGS, importingCfa, fileRow as row } from "@/tests/factories/importing-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";

const database = testDatabase();
const queue = testImports(database);
afterEach(() => {
  vi.useRealTimers();
});

type Change = Partial<typeof imports.$inferInsert>;

/** The database, and what is written of imports in it, in order. */
function watched(db: Db): { db: Db; changes: Change[] } {
  const changes: Change[] = [];
  const update: Db["update"] = (table) => {
    const builder = db.update(table);
    const set = builder.set.bind(builder);
    builder.set = (values) => {
      changes.push(values as Change);
      return set(values);
    };
    return builder;
  };
  const proxy = new Proxy(db, {
    get: (target, key) => {
      if (key === "update") return update;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { db: proxy, changes };
}

describe("Un grand fichier qu'on lit", () => {
  it("dit combien de lignes sont lues, avant qu'on sache combien il en a", async () => {
    const { ctx, uai, importRow } = await importingCfa(database, queue);
    const lines = Array.from({ length: 2500 }, (_, n) => row(`E-${n}`, `Nom${n}`));
    const { id } = await queue.receive(
      ctx,
      uai,
      "essai.csv",
      new TextEncoder().encode([HEADINGS, ...lines].join("\n")),
    );
    const { db, changes } = watched(database.db);
    await readImport({ db, keys: env().ENCRYPTION_KEYS, maxSize: 1024 * 1024, ownerId: null }, id, new Date());
    const told = changes.flatMap(({ progress }) => (progress == null ? [] : [progress]));
    expect(told.find(({ done }) => done > 0)).toMatchObject({ done: 1000, total: 0 });
    expect(await importRow(id)).toMatchObject({ state: "preview", created: 2500, progress: null });
  });

  it("le dit encore quand l'horloge du serveur est reculée de deux heures", async () => {
    const { id: etablissementId, importRow } = await importingCfa(database, queue);
    const row = { etablissementId, file: "essai.csv", state: "reading", attempt: 1, at: new Date() } as const;
    const counts = {
      rows: 0,
      created: 0,
      modified: 0,
      unchanged: 0,
      nonApprentis: 0,
      setAside: [],
      ignoredColumns: [],
    };
    const [{ id: importId } = { id: "" }] = await database.db
      .insert(imports)
      .values({ ...row, ...counts })
      .returning();
    vi.useFakeTimers({ toFake: ["Date", "performance"] });
    const tell = progressTeller(database.db, { importId, etablissementId, number: 1 }, "reading", "");
    const told = async () => (await importRow(importId)).progress?.done;
    tell(1000, 0);
    await vi.waitFor(async () => expect(await told()).toBe(1000), { timeout: 20_000 });
    vi.setSystemTime(Date.now() - 2 * 3_600_000);
    vi.advanceTimersByTime(1000);
    tell(2000, 0);
    await vi.waitFor(async () => expect(await told()).toBe(2000), { timeout: 20_000 });
  });
});
