import { describe, expect, it } from "vitest";
import { loadImport } from "@/lib/services/imports/preview/load-import";
import { HEADINGS, importingCfa, fileRow as row } from "@/tests/factories/importing-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const queue = testImports(database);

async function cfa() {
  const one = await importingCfa(database, queue);
  const send = (headings: string, ...rows: string[]) =>
    one.send("export.csv", new TextEncoder().encode([headings, ...rows].join("\n")));
  const emptied = async (id: string) =>
    (await within(one.ctx, one.uai, loadImport, id, { view: null, page: 1 })).emptied;
  return { ...one, send, emptied };
}

const CONTRACT = ";Date début contrat;Date fin contrat;SIRET employeur";
const MORE = ";01/09/2026;31/08/2028;13002526500013";

describe("Un fichier qui n'a plus une colonne", () => {
  it("dit ce que l'appliquer viderait, et de combien de dossiers", async () => {
    const { send, apply, emptied } = await cfa();
    const full = [`${row("E-1", "Martin")}${MORE}`, `${row("E-2", "Durand")}${MORE}`, `${row("E-3", "Petit")};;;`];
    expect(await emptied(await send(HEADINGS + CONTRACT, ...full))).toEqual([]);
    await apply(await send(HEADINGS + CONTRACT, ...full, row("E-4", "Blanc")));
    const cut = (text: string) => text.split(";").slice(0, -2).join(";");
    const id = await send(cut(HEADINGS + CONTRACT), ...full.map(cut));
    expect(await emptied(id)).toEqual([
      { champ: "contrat_date_fin", dossiers: 2 },
      { champ: "siret_employeur", dossiers: 2 },
    ]);
    // Cells that are empty under their heading say that there is nothing.
    expect(await emptied(await send(HEADINGS + CONTRACT, `${row("E-1", "Martin")};;;`))).toEqual([]);
  });

  it("ne s'inquiète pas d'un second contrat que les mêmes colonnes disaient sur une autre ligne", async () => {
    const { send, apply, emptied, stored } = await cfa();
    const second = ";01/11/2026;31/08/2028;35600000000048";
    const both = [`${row("E-1", "Martin")}${MORE}`, `${row("E-1", "Martin")}${second}`];
    await apply(await send(HEADINGS + CONTRACT, ...both));
    expect((await stored()).get("E-1")?.source).toHaveProperty("contrat_date_debut_2");
    expect(await emptied(await send(HEADINGS + CONTRACT, `${row("E-1", "Martin")}${MORE}`))).toEqual([]);
  });
});
