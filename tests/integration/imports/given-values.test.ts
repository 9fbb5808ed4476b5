import { eq } from "drizzle-orm";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { etablissements, reseaux } from "@/db/schema/etablissements";
import { memberships } from "@/db/schema/users";
import { actorId } from "@/lib/services/context";
import { copyMatching, listMatchings } from "@/lib/services/imports/matchings/manage-matchings";
import { loadImport } from "@/lib/services/imports/preview/load-import";
import { mendCells } from "@/lib/services/imports/preview/mend-cells";
import { chooseColumns } from "@/lib/services/imports/reading/choose-columns";
import type { ColumnsInput } from "@/lib/services/imports/reading/columns-input.types";
import { newEtablissement } from "@/tests/factories/etablissement";
import { fileRow, HEADINGS, importingCfa } from "@/tests/factories/importing-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const queue = testImports(database);

/** What most software exports: nothing of the établissement, nor of the year. */
const LACKING = ["annee_scolaire", "etablissement_responsable_uai", "etablissement_formateur_uai"] as const;
const without = (row: string, headings = HEADINGS.split(";")) =>
  row
    .split(";")
    .filter((_, at) => !(LACKING as readonly string[]).includes(headings[at] ?? ""))
    .join(";");
const bytes = (extra: string, ...rows: string[]) =>
  new TextEncoder().encode([`${without(HEADINGS)}${extra}`, ...rows].join("\n"));
const row = (id: string, name: string) => without(fileRow(id, name));

const GIVEN: ColumnsInput["given"] = [
  { champ: "annee_scolaire", text: "2026/2027" },
  { champ: "etablissement_responsable_uai", text: "0359471 e" },
  { champ: "etablissement_formateur_uai", text: "0359471E" },
];
const answers = (given: ColumnsInput["given"], columns: ColumnsInput["columns"] = []): ColumnsInput => ({
  ...{ sheets: null, columns, values: [], given, copied: [], remember: "Export sans établissement" },
});

async function cfa() {
  const one = await importingCfa(database, queue);
  const { ctx, uai } = one;
  const choose = async (id: string, input: ColumnsInput) => {
    await within(ctx, uai, chooseColumns, queue.boss, id, input);
    await queue.work();
  };
  const look = (id: string) => within(ctx, uai, loadImport, id, { view: null, page: 1 });
  return { ...one, choose, look };
}

describe("Ce qu'aucune colonne d'un fichier ne dit", () => {
  it("se demande, avec ce qu'a l'établissement, se dit une fois, et vaut pour les fichiers suivants", async () => {
    const { uai, send, choose, look, importRow, apply, stored, ctx } = await cfa();
    const id = await send("export.csv", bytes("", row("E-1", "Martin"), row("E-2", "Durand")));
    const asked = await look(id);
    expect(asked).toMatchObject({ summary: { state: "columns" }, reading: { questions: { missing: LACKING } } });
    expect(asked.proposed).toMatchObject({ etablissement_responsable_uai: uai, etablissement_formateur_uai: uai });
    await choose(id, answers(GIVEN));
    expect(await look(id)).toMatchObject({ summary: { state: "preview" }, effect: { validAfter: 2 } });
    await apply(id);
    const said = { annee_scolaire: "2026-2027", etablissement_responsable_uai: "0359471E" };
    expect((await stored()).get("E-1")).toMatchObject({ source: said, blocked: false });
    const next = await send("suivant.csv", bytes("", row("E-1", "Martin"), row("E-3", "Petit")));
    expect(await importRow(next)).toMatchObject({
      state: "preview",
      matching: "Export sans établissement",
      unchanged: 1,
    });
    expect((await look(next)).emptied).toEqual([]);
    expect(await within(ctx, uai, listMatchings)).toMatchObject([{ given: said }]);
  });

  it("laissé vide n'est pas redemandé ; nouveau dans un fichier connu, il l'est", async () => {
    const { send, choose, importRow, look } = await cfa();
    const empty = LACKING.map((champ) => ({ champ, text: "" }));
    const couleur = [{ heading: "Couleur", field: null, order: null }];
    await choose(await send("a.csv", bytes(";Couleur", `${row("E-1", "Martin")};bleu`)), answers(empty, couleur));
    const same = await send("b.csv", bytes(";Couleur", `${row("E-1", "Martin")};vert`));
    expect(await importRow(same)).toMatchObject({ state: "preview" });
    const noSiret = (text: string) => text.split(";").slice(0, -1).join(";");
    const headings = noSiret(without(HEADINGS));
    const fewer = await send(
      "c.csv",
      new TextEncoder().encode([`${headings};Couleur`, `${noSiret(row("E-1", "Martin"))};vert`].join("\n")),
    );
    expect(await importRow(fewer)).toMatchObject({ state: "columns", matching: "Export sans établissement" });
    // What was left out stays so: it is neither asked nor proposed again.
    const { reading } = await look(fewer);
    expect(reading?.questions.unknown).toEqual([]);
    expect(reading?.questions.missing).toContain("etablissement_formateur_siret");
  });

  it("ne vaut que pour cet export : un autre qui a l'une de ses colonnes est demandé", async () => {
    const { send, choose, importRow } = await cfa();
    const couleur = [{ heading: "Couleur", field: null, order: null }];
    await choose(await send("a.csv", bytes(";Couleur", `${row("E-1", "Martin")};bleu`)), answers(GIVEN, couleur));
    const other = (text: string) => text.split(";").slice(0, -1).join(";");
    const headings = `${other(without(HEADINGS))};Couleur`;
    const text = [headings, `${other(row("E-2", "Durand"))};vert`].join("\n");
    expect(await importRow(await send("b.csv", new TextEncoder().encode(text)))).toMatchObject({
      state: "columns",
      matching: null,
    });
    const gone = await send("c.csv", bytes("", row("E-3", "Petit")));
    expect(await importRow(gone)).toMatchObject({ state: "preview", matching: "Export sans établissement" });
  });

  it("donné plus tard, va aux dossiers qui étaient venus sans", async () => {
    const { send, choose, look, apply, stored } = await cfa();
    const empty = LACKING.map((champ) => ({ champ, text: "" }));
    const first = await send("a.csv", bytes("", row("E-1", "Martin")));
    await choose(first, { ...answers(empty), remember: null });
    await apply(first);
    expect((await stored()).get("E-1")).toMatchObject({ blocked: true });
    const next = await send("b.csv", bytes("", row("E-1", "Martin"), row("E-2", "Durand")));
    await choose(next, answers(GIVEN));
    const { summary, table } = await look(next);
    expect(summary).toMatchObject({ state: "preview", created: 1, modified: 1 });
    expect(table?.counts.absents).toBe(0);
    await apply(next);
    expect([...(await stored()).values()].map(({ blocked }) => blocked)).toEqual([false, false]);
  });

  it("un jour qui en répète un autre se coche une fois, laissé non coché ne se redemande pas", async () => {
    const { send, choose, look, importRow } = await cfa();
    const headings = HEADINGS.split(";");
    const at = headings.indexOf("date_inscription_formation");
    const cut = (text: string) => text.split(";").toSpliced(at, 1).join(";");
    const file = (...rows: string[]) => new TextEncoder().encode([cut(HEADINGS), ...rows.map(cut)].join("\n"));
    const say = (said: boolean): ColumnsInput => ({
      ...answers([]),
      copied: [{ champ: "date_inscription_formation", said }],
    });
    const id = await send("a.csv", file(fileRow("E-1", "Martin")));
    expect(await importRow(id)).toMatchObject({ state: "columns" });
    await choose(id, say(true));
    expect(await look(id)).toMatchObject({ summary: { state: "preview" }, effect: { validAfter: 1 } });
    const next = await send("b.csv", file(fileRow("E-1", "Martin"), fileRow("E-2", "Durand")));
    expect(await look(next)).toMatchObject({ summary: { state: "preview" }, effect: { validAfter: 2 } });
    await choose(next, say(false));
    expect(await look(next)).toMatchObject({ effect: { validAfter: 0 } });
    const last = await send("c.csv", file(fileRow("E-1", "Martin")));
    expect(await look(last)).toMatchObject({ summary: { state: "preview" }, effect: { validAfter: 0 } });
  });

  it.each([
    ["que le fichier n'a pas", []],
    ["dont la colonne est vide", [""]],
  ])("un jour %s, et qui en répète un autre, le suit quand celui-ci est repris dans l'aperçu", async (_, cell) => {
    const { ctx, uai, send, choose, apply, stored } = await cfa();
    const at = HEADINGS.split(";").indexOf("date_inscription_formation");
    const cut = (text: string) =>
      text
        .split(";")
        .toSpliced(at, 1, ...cell)
        .join(";");
    const rows = [fileRow("E-1", "Martin"), fileRow("E-2", "Durand")].map(cut);
    const text = [cell.length === 0 ? cut(HEADINGS) : HEADINGS, ...rows].join("\n");
    const id = await send("a.csv", new TextEncoder().encode(text));
    await choose(id, { ...answers([]), copied: [{ champ: "date_inscription_formation", said: true }] });
    const typed = { rank: 1, champ: "date_entree_formation", typed: "07/09/2026" } as const;
    await within(ctx, uai, mendCells, id, [typed]);
    await apply(id);
    const sent = [...(await stored()).values()].map(({ payload }) => JSON.parse(payload));
    expect(sent.map((each) => [each.date_entree_formation, each.date_inscription_formation])).toEqual([
      ["2026-09-07", "2026-09-07"],
      ["2026-09-01", "2026-09-01"],
    ]);
  });

  it("se garde quand les colonnes sont revues, même si une feuille cochée depuis le dit pour ses lignes", async () => {
    const { send, choose, look } = await cfa();
    const year = HEADINGS.split(";").indexOf("annee_scolaire");
    const cut = (text: string) => text.split(";").toSpliced(year, 1);
    const book = new ExcelJS.Workbook();
    book.addWorksheet("A").addRows([cut(HEADINGS), cut(fileRow("E-1", "Martin"))]);
    book.addWorksheet("B").addRows([HEADINGS.split(";"), fileRow("E-2", "Durand").split(";")]);
    const id = await send("a.xlsx", new Uint8Array(await book.xlsx.writeBuffer()));
    const given: ColumnsInput["given"] = [{ champ: "annee_scolaire", text: "2026-2027" }];
    const choice = { ...answers(given), remember: null };
    await choose(id, { ...choice, sheets: ["A"] });
    expect(await look(id)).toMatchObject({ summary: { state: "preview" }, effect: { validAfter: 1 } });
    await choose(id, { ...choice, sheets: ["A", "B"] });
    const both = await look(id);
    expect(both).toMatchObject({ summary: { state: "preview" }, effect: { validAfter: 2 } });
    // The page asks no more of what a column of B tells: its form says nothing of it.
    await choose(id, { ...answers([]), remember: null, sheets: ["A", "B"] });
    expect(await look(id)).toMatchObject({ effect: { validAfter: 2 } });
  });

  it("se demande aussi de l'export dont la colonne est là, et vide : elle ne dit rien", async () => {
    const { send, choose, apply, importRow, look } = await cfa();
    const empty = [`${row("E-1", "Martin")};`, `${row("E-2", "Durand")}; `];
    const id = await send("a.csv", bytes(";annee_scolaire", ...empty));
    const asked = await look(id);
    expect(asked).toMatchObject({ summary: { state: "columns" }, reading: { questions: { missing: LACKING } } });
    await choose(id, answers(GIVEN));
    expect(await look(id)).toMatchObject({ effect: { validAfter: 2 } });
    await apply(id);
    const next = await send("b.csv", bytes(";annee_scolaire", ...empty, `${row("E-3", "Petit")};`));
    expect(await importRow(next)).toMatchObject({ state: "preview", created: 1, unchanged: 2 });
    // One that says it once tells it: nothing is put in the place of what it leaves empty.
    const said = `${row("E-1", "Martin")};2026-2027`;
    const partly = await send("c.csv", bytes(";annee_scolaire", said, `${row("E-2", "Durand")};`));
    expect(await importRow(partly)).toMatchObject({ state: "preview", unchanged: 1, modified: 1 });
  });

  it("mal tapé se dit à sa case, et rien n'est relu", async () => {
    const { send, choose, importRow } = await cfa();
    const id = await send("a.csv", bytes("", row("E-1", "Martin")));
    const wrong = answers([
      { champ: "annee_scolaire", text: "2026-2029" },
      { champ: "etablissement_formateur_uai", text: "035" },
    ]);
    await expect(choose(id, wrong)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: { annee_scolaire: expect.stringContaining("2026-2029"), etablissement_formateur_uai: expect.any(String) },
    });
    expect(await importRow(id)).toMatchObject({ state: "columns" });
  });

  it("n'est pas donné avec la correspondance : un autre établissement dit le sien", async () => {
    const { ctx, uai, send, choose } = await cfa();
    await choose(await send("a.csv", bytes("", row("E-1", "Martin"))), answers(GIVEN));
    const sister = await newEtablissement(database.db);
    const [reseau] = await database.db.insert(reseaux).values({ name: "Réseau" }).returning();
    for (const each of [uai, sister.uai]) {
      const reseauId = reseau?.id ?? null;
      await database.db.update(etablissements).set({ reseauId }).where(eq(etablissements.uai, each));
    }
    const membership = { userId: actorId(ctx.actor) ?? "", etablissementId: sister.id, role: "gestionnaire" } as const;
    await database.db.insert(memberships).values(membership);
    const [matching] = await within(ctx, uai, listMatchings);
    await within(ctx, uai, copyMatching, matching?.id ?? "", sister.uai);
    expect(await within(ctx, sister.uai, listMatchings)).toMatchObject([{ given: {} }]);
    const { id } = await queue.receive(ctx, sister.uai, "b.csv", bytes("", row("E-9", "Blanc")));
    await queue.work();
    const { summary, proposed } = await within(ctx, sister.uai, loadImport, id, { view: null, page: 1 });
    expect(summary).toMatchObject({ state: "columns" });
    expect(proposed).toMatchObject({ etablissement_formateur_uai: sister.uai });
    const own = GIVEN.map(({ champ, text }) => ({ champ, text: champ === "annee_scolaire" ? text : sister.uai }));
    await within(ctx, sister.uai, chooseColumns, queue.boss, id, answers(own));
    await within(ctx, uai, copyMatching, matching?.id ?? "", sister.uai);
    const kept = { annee_scolaire: "2026-2027", etablissement_formateur_uai: sister.uai };
    expect(await within(ctx, sister.uai, listMatchings)).toMatchObject([{ given: kept }]);
  });
});
