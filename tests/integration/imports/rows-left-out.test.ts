import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { loadImport } from "@/lib/services/imports/preview/load-import";
import { setAsideSheet } from "@/lib/services/imports/preview/set-aside-sheet";
import { undoImport } from "@/lib/services/imports/undo-import";
import { countHeldBy, lastSoftwareFile, listKeptBy } from "@/lib/services/preparation/holders";
import { importingCfa, fileRow as row } from "@/tests/factories/importing-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const queue = testImports(database);

async function cfa() {
  const one = await importingCfa(database, queue);
  const preview = (id: string) => within(one.ctx, one.uai, loadImport, id, { view: null, page: 1 });
  /** The workbook of the rows that an import leaves out, mended in a spreadsheet. */
  const mended = async (id: string, change: (cell: (row: number, heading: string) => ExcelJS.Cell) => void) => {
    const { stream } = await within(one.ctx, one.uai, setAsideSheet, id);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await new Response(stream).arrayBuffer());
    const [sheet] = book.worksheets;
    if (sheet === undefined) throw new Error("Le classeur n'a pas de feuille.");
    const headings = (sheet.getRow(1).values as unknown[]).map(String);
    change((n, heading) => sheet.getRow(n).getCell(headings.indexOf(heading)));
    return new Uint8Array(await book.xlsx.writeBuffer());
  };
  return { ...one, preview, mended };
}

const FILE = [row("E-1", "Martin"), row("E-2", "Durand"), row("E-5", ""), row("E-6", "Blanc", "")] as const;

describe("Les lignes écartées", () => {
  it("reprises dans leur classeur reviennent sans rien demander, et complètent leur fichier : personne n'est absent", async () => {
    const { id: etablissementId, csv, apply, send, preview, mended, importRow, stored, uai, ctx } = await cfa();
    const first = await csv(...FILE);
    const bytes = await mended(first, (cell) => {
      cell(2, "nom_apprenant").value = "Roux";
      cell(3, "prenom_apprenant").value = "Léo";
    });
    await apply(first);
    const second = await send("lignes-ecartees.xlsx", bytes);
    expect(await importRow(second)).toMatchObject({ state: "preview", created: 2, setAside: [] });
    expect((await preview(second)).table?.counts).toMatchObject({ nouveaux: 2, absents: 0, ecartes: 0 });
    expect(await importRow(second)).toMatchObject({ effect: { absents: 0 } });
    await apply(second);
    expect([...(await stored()).keys()].sort()).toEqual(["E-1", "E-2", "E-5", "E-6"]);
    const { db } = database;
    expect(await lastSoftwareFile(db, etablissementId)).toBe(first);
    expect(await countHeldBy(db, etablissementId, first)).toBe(4);
    // The whole file, without them: they are told absent as the others of that file.
    const third = await csv(row("E-1", "Martin"), row("E-2", "Durand"));
    expect((await preview(third)).table?.counts.absents).toBe(2);
    await within(ctx, uai, undoImport, second);
    expect([...(await stored()).keys()].sort()).toEqual(["E-1", "E-2"]);
  });

  it("comblées dans leur classeur, tiennent dans les fichiers suivants du logiciel, qui les laissent vides", async () => {
    const { csv, apply, send, preview, mended, importRow, stored } = await cfa();
    const first = await csv(...FILE);
    const bytes = await mended(first, (cell) => {
      cell(2, "nom_apprenant").value = "Roux";
      cell(3, "prenom_apprenant").value = "Léo";
    });
    await apply(first);
    await apply(await send("lignes-ecartees.xlsx", bytes));
    expect((await stored()).get("E-5")?.corrections).toEqual({ nom_apprenant: { value: "Roux", source: null } });
    const third = await csv(...FILE);
    expect((await preview(third)).table?.counts).toMatchObject({ ecartes: 0, absents: 0, inchanges: 4 });
    await apply(third);
    // Put right in the software, by another name: it is the software's again.
    const fourth = await csv(FILE[0], FILE[1], row("E-5", "Rousse"), row("E-6", "Blanc", "Léo"));
    await apply(fourth);
    expect(await importRow(fourth)).toMatchObject({ setAside: [] });
    expect((await stored()).get("E-6")?.corrections).toEqual({});
  });

  it("ont dans leur classeur la colonne de ce qui manque à toutes", async () => {
    const { csv, apply, send, mended, stored } = await cfa();
    const first = await csv(row("E-1", "Martin"), row("E-5", ""));
    const bytes = await mended(first, (cell) => {
      cell(2, "nom_apprenant").value = "Roux";
    });
    await apply(first);
    await apply(await send("lignes-ecartees.xlsx", bytes));
    expect([...(await stored()).keys()].sort()).toEqual(["E-1", "E-5"]);
  });

  it("nomment des dossiers connus, qui ne sont pas absents : le logiciel les envoie encore", async () => {
    const { csv, apply, preview, staged, stored } = await cfa();
    await apply(await csv(row("E-1", "Martin"), row("E-2", "Durand"), row("E-3", "Petit")));
    const second = await csv(row("E-1", "Martin"), row("E-2", ""), row("E-4", "Blanc"));
    expect((await preview(second)).table?.counts).toMatchObject({ absents: 1, ecartes: 1, inchanges: 1, nouveaux: 1 });
    const aside = (await staged(second)).find(({ kind }) => kind === "set-aside");
    const dossiers = await stored();
    expect(aside?.dossierId).toBe(dossiers.get("E-2")?.id);
    expect(await apply(second)).toMatchObject({ setAside: [{ row: 3 }], effect: { absents: 1 } });
    const kept = await listKeptBy(database.db, second);
    expect([...kept].sort()).toEqual([dossiers.get("E-1")?.id, dossiers.get("E-2")?.id].sort());
    // Put right in the software: nothing was lost meanwhile.
    const third = await csv(row("E-1", "Martin"), row("E-2", "Durand"), row("E-4", "Blanc"));
    expect((await preview(third)).table?.counts).toMatchObject({ absents: 0, inchanges: 3 });
  });
});
