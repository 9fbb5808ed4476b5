import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadImport } from "@/lib/services/imports/preview/load-import";
import { chooseColumns } from "@/lib/services/imports/reading/choose-columns";
import { interpretFile } from "@/lib/spreadsheet/interpret-file";
import { importingCfa } from "@/tests/factories/importing-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const queue = testImports(database);
const cfa = () => importingCfa(database, queue);

const EXPORT = readFileSync("tests/fixtures/cas/20-csv-export-logiciel-titres-a-lui.csv", "utf8");
const encode = (text: string) => new TextEncoder().encode(text);
/** The same export with one more column, which nobody knows. */
const withOther = EXPORT.trimEnd()
  .split(/\r?\n/)
  .map((line, rank) => `${line};${rank === 0 ? "Machin" : "x"}`)
  .join("\n");

/** What the page sends when «Continuer» is pressed without touching anything. */
async function leaveAsRead({ ctx, uai }: Awaited<ReturnType<typeof cfa>>, id: string) {
  const { reading } = await within(ctx, uai, loadImport, id, { view: null, page: 1 });
  const columns = (reading?.columns ?? []).map(({ heading, field, proposed }) => ({
    heading,
    field: field ?? proposed,
    order: null,
  }));
  await within(ctx, uai, chooseColumns, queue.boss, id, {
    sheets: null,
    columns,
    values: [],
    given: [],
    copied: [],
    remember: "Export",
  });
  await queue.work();
}

const COMPLETE = {
  nom_apprenant: "Exportlogiciel",
  etablissement_responsable_uai: "0359471E",
  etablissement_responsable_siret: "59904711500010",
  etablissement_formateur_uai: "0359471E",
};

describe("Les colonnes d'un export laissées comme elles ont été lues", () => {
  it("mènent à l'aperçu chacun des fichiers comme ils viennent, et les dossiers y sont ce que la lecture dit", async () => {
    const files = readdirSync("tests/fixtures/cas").sort();
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const bytes = new Uint8Array(readFileSync(`tests/fixtures/cas/${file}`));
      const own = await cfa();
      const id = await own.send(file, bytes);
      if ((await own.importRow(id)).state === "columns") await leaveAsRead(own, id);
      expect([file, (await own.importRow(id)).state]).toEqual([file, "preview"]);
      const { rows } = await interpretFile(bytes, file, {});
      const sources = (await own.staged(id)).filter(({ kind }) => kind !== "set-aside").map(({ source }) => source);
      expect([file, sources]).toEqual([file, [...rows()].map(({ source }) => expect.objectContaining(source))]);
    }
  });

  it("passent droit à l'aperçu quand une colonne suffit à deux champs", async () => {
    const { send, importRow, staged } = await cfa();
    const id = await send("export.csv", encode(EXPORT));
    expect(await importRow(id)).toMatchObject({ state: "preview", effect: { validAfter: 1 } });
    expect((await staged(id))[0]?.source).toMatchObject(COMPLETE);
  });

  it("gardent ce que le lecteur en fait : le nom de naissance remplace un nom d'usage vide, un UAI de CFA en remplit deux", async () => {
    const own = await cfa();
    const id = await own.send("export.csv", encode(withOther));
    expect(await own.importRow(id)).toMatchObject({ state: "columns" });
    await leaveAsRead(own, id);
    expect(await own.importRow(id)).toMatchObject({ state: "preview", effect: { validAfter: 1 } });
    expect((await own.staged(id))[0]?.source).toMatchObject(COMPLETE);
    // The next file of this shape is read so too.
    const next = await own.send("export-2.csv", encode(withOther.replace("C20A", "C20B")));
    expect(await own.importRow(next)).toMatchObject({ state: "preview", effect: { validAfter: 1 } });
    expect((await own.staged(next))[0]?.source).toMatchObject(COMPLETE);
  });
});
