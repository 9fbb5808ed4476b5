import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { loadImport } from "@/lib/services/imports/preview/load-import";
import { chooseColumns } from "@/lib/services/imports/reading/choose-columns";
import { fileRow, HEADINGS, importingCfa } from "@/tests/factories/importing-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const queue = testImports(database);

async function workbook(sheets: Record<string, string[]>): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    for (const row of rows) sheet.addRow(row.split(";"));
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

describe("Un classeur de plusieurs feuilles", () => {
  it("demande à la fois les mots de toutes ses feuilles prises", async () => {
    const { ctx, uai, send } = await importingCfa(database, queue);
    const headings = `${HEADINGS};Statut`;
    const first = [headings, `${fileRow("E-1", "Martin")};APP`, `${fileRow("E-2", "Durand")};Sorti`];
    const second = [headings, `${fileRow("E-3", "Petit")};Sorti`, `${fileRow("E-4", "Blanc")};Candidat`];
    const id = await send("classes.xlsx", await workbook({ A: first, B: second }));
    const { reading } = await within(ctx, uai, loadImport, id, { view: null, page: 1 });
    const statut = reading?.columns.find(({ heading }) => heading === "Statut");
    expect(statut?.values.map(({ value, cells }) => [value, cells])).toEqual([
      ["Sorti", 2],
      ["APP", 1],
      ["Candidat", 1],
    ]);
  });

  it("demande les colonnes d'une feuille que l'on coche ensuite, une seule fois", async () => {
    const { ctx, uai, send, importRow, staged } = await importingCfa(database, queue);
    const others = HEADINGS.replace(";nom_apprenant", ";Blaze");
    const first = [HEADINGS, fileRow("E-1", "Martin")];
    const second = [`${others};Taille`, `${fileRow("E-3", "Petit")};XL`];
    const id = await send("deux.xlsx", await workbook({ A: first, B: second }));
    expect(await importRow(id)).toMatchObject({ state: "preview", created: 1 });
    const choose = async (columns: Parameters<typeof chooseColumns>[3]["columns"]) => {
      const input = { sheets: ["A", "B"], columns, values: [], given: [], copied: [], remember: null };
      await within(ctx, uai, chooseColumns, queue.boss, id, input);
      await queue.work();
    };
    await choose([]);
    expect(await importRow(id)).toMatchObject({ state: "columns" });
    await choose([
      { heading: "Blaze", field: "nom_apprenant", order: null },
      { heading: "Taille", field: null, order: null },
    ]);
    expect(await importRow(id)).toMatchObject({ state: "preview", created: 2, ignoredColumns: ["Taille"] });
    expect((await staged(id)).map(({ apprenant }) => apprenant)).toEqual(["MARTIN Léa", "PETIT Léa"]);
  });
});
