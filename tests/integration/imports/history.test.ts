import { expect, it } from "vitest";
import { imports } from "@/db/schema/imports";
import { listImports } from "@/lib/services/imports/list-imports";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();

it("L'historique des imports va jusqu'au premier, page à page, sans ce qu'envoient les logiciels", async () => {
  const { id: etablissementId, uai } = await newEtablissement(database.db);
  const ctx = await person(database.db, etablissementId, "lecteur");
  const counts = { rows: 1, created: 0, modified: 0, unchanged: 1, nonApprentis: 0, setAside: [], ignoredColumns: [] };
  const at = (day: number) => new Date(Date.UTC(2026, 8, day));
  const files = Array.from({ length: 45 }, (_, n) => ({ etablissementId, file: `${n}.csv`, at: at(n), ...counts }));
  await database.db
    .insert(imports)
    .values([
      ...files,
      { ...files[0], ...counts, ...{ etablissementId, file: "push" }, at: at(50), origin: "push" as const },
    ]);
  const pageOf = async (n: number) => {
    const { rows, ...place } = await within(ctx, uai, listImports, n);
    return { ...place, first: rows[0]?.file, last: rows.at(-1)?.file };
  };
  expect(await pageOf(1)).toEqual({ total: 45, page: 1, pages: 3, first: "44.csv", last: "25.csv" });
  expect(await pageOf(3)).toEqual({ total: 45, page: 3, pages: 3, first: "4.csv", last: "0.csv" });
  expect(await pageOf(9)).toEqual(await pageOf(3));
});
