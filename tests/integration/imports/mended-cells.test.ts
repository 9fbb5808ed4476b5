import { describe, expect, it } from "vitest";
import { cellName } from "@/lib/domain/cell-name";
import { answerRows } from "@/lib/services/imports/preview/answer-rows";
import { loadImport } from "@/lib/services/imports/preview/load-import";
import { mendCells } from "@/lib/services/imports/preview/mend-cells";
import { chooseColumns } from "@/lib/services/imports/reading/choose-columns";
import { undoImport } from "@/lib/services/imports/undo-import";
import { HEADINGS, importingCfa, fileRow as row } from "@/tests/factories/importing-cfa";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const queue = testImports(database);

async function cfa() {
  const one = await importingCfa(database, queue);
  const mend = (id: string, rank: number, typed: string) =>
    within(one.ctx, one.uai, mendCells, id, [{ rank, champ: "nom_apprenant", typed }]);
  return { ...one, mend };
}

const RIGHT = { nom_apprenant: { value: "Lefèvre", source: "LefÃ¨vre" } };

describe("Une cellule reprise dans l'aperçu", () => {
  it("est une correction : les fichiers suivants disent encore la même chose, et ne la défont ni ne la redemandent", async () => {
    const { csv, apply, mend, staged, stored, importRow } = await cfa();
    const file = [row("E-1", "LefÃ¨vre"), row("E-2", "Durand")] as const;
    const first = await csv(...file);
    await mend(first, 1, "Lefèvre");
    expect((await staged(first))[0]).toMatchObject({ apprenant: "LEFÈVRE Léa", questions: [], blocked: false });
    await apply(first);
    const made = (await stored()).get("E-1");
    expect(made).toMatchObject({ apprenant: "LEFÈVRE Léa", blocked: false, corrections: RIGHT });
    expect(made?.source).toMatchObject({ nom_apprenant: "LefÃ¨vre" });
    expect(made?.source).not.toHaveProperty("passerelle_lu");
    const second = await csv(...file, row("E-3", "Petit"));
    expect((await staged(second)).map(({ kind, questions }) => [kind, questions.length])).toEqual([
      ["unchanged", 0],
      ["unchanged", 0],
      ["new", 0],
    ]);
    await apply(second);
    expect((await stored()).get("E-1")).toMatchObject({ blocked: false, corrections: RIGHT });
    // The software is put right: the correction is done with.
    await apply(await csv(row("E-1", "Lefèvre"), row("E-2", "Durand")));
    expect((await stored()).get("E-1")).toMatchObject({ blocked: false, corrections: {} });
    expect(await importRow(second)).toMatchObject({ correctionsKept: 1 });
  });

  it("d'une ligne sans nom tient pour les fichiers suivants, qui n'en disent pas plus, jusqu'à ce que l'un dise autre chose", async () => {
    const { ctx, uai, csv, apply, mend, staged, stored, importRow } = await cfa();
    const file = [row("E-2", "Durand"), row("E-1", "")] as const;
    const first = await csv(...file);
    expect((await staged(first)).map(({ kind }) => kind)).toEqual(["new", "set-aside"]);
    await mend(first, 2, "Martin");
    await apply(first);
    const typed = { nom_apprenant: { value: "Martin", source: null } };
    expect((await stored()).get("E-1")).toMatchObject({ apprenant: "MARTIN Léa", blocked: false, corrections: typed });
    const other = row("E-1", "").replace("BTS MCO", "BTS NDRC");
    const second = await csv(file[0], other, row("E-3", ""));
    expect((await staged(second)).map(({ kind, apprenant }) => [kind, apprenant])).toEqual([
      ["unchanged", "DURAND Léa"],
      ["modified", "MARTIN Léa"],
      ["set-aside", "Léa"],
    ]);
    await apply(second);
    expect(await importRow(second)).toMatchObject({ modified: 1, unchanged: 1, setAside: [{ row: 4 }] });
    const held = (await stored()).get("E-1");
    expect(held).toMatchObject({ apprenant: "MARTIN Léa", corrections: typed });
    expect(held?.source).toMatchObject({ libelle_court_formation: "BTS NDRC" });
    // So it does in a file that nobody looks at.
    const bytes = new TextEncoder().encode([HEADINGS, ...file, row("E-4", "Roux")].join("\n"));
    const { created, modified, unchanged } = await within(ctx, uai, importBytes, { name: "nuit.csv", bytes });
    expect({ created, modified, unchanged }).toEqual({ created: 1, modified: 1, unchanged: 1 });
    expect((await stored()).get("E-1")).toMatchObject({ apprenant: "MARTIN Léa", corrections: typed });
    await apply(await csv(file[0], row("E-1", "Martinez")));
    expect((await stored()).get("E-1")).toMatchObject({ apprenant: "MARTINEZ Léa", corrections: {} });
  });

  it("ne fait pas reprendre sans sa fin la ligne sans nom qu'un retour à la ligne coupe", async () => {
    const { csv, apply, mend, staged, stored } = await cfa();
    const first = await csv(row("E-2", "Durand"), row("E-1", ""));
    await mend(first, 2, "Martin");
    await apply(first);
    const before = (await stored()).get("E-1");
    const second = await csv(row("E-2", "Durand"), row("E-1", "").replace("BTS MCO", "BTS\nMCO"));
    expect((await staged(second)).map(({ kind }) => kind)).toEqual(["unchanged", "set-aside", "set-aside"]);
    await apply(second);
    expect((await stored()).get("E-1")?.source).toEqual(before?.source);
  });

  it("qui rend à un dossier ce qu'il dit déjà ne se montre pas comme un changement, et tient", async () => {
    const { csv, apply, mend, staged, stored } = await cfa();
    await apply(await csv(row("E-1", "Lefèvre"), row("E-2", "Durand")));
    const second = await csv(row("E-1", "LefÃ¨vre"), row("E-2", ""));
    await mend(second, 1, "Lefèvre");
    await mend(second, 2, "Durand");
    expect((await staged(second)).map(({ kind, changes }) => [kind, changes])).toEqual([
      ["unchanged", null],
      ["unchanged", null],
    ]);
    await apply(second);
    const after = await stored();
    expect(after.get("E-1")).toMatchObject({ apprenant: "LEFÈVRE Léa", blocked: false, corrections: RIGHT });
    expect(after.get("E-2")).toMatchObject({ apprenant: "DURAND Léa", blocked: false });
    const third = await csv(row("E-1", "LefÃ¨vre"), row("E-2", ""), row("E-3", "Petit"));
    expect((await staged(third)).map(({ kind }) => kind)).toEqual(["unchanged", "new", "unchanged"]);
  });

  it("que quelqu'un d'autre vient de reprendre n'est pas remplacée sans un mot", async () => {
    const { ctx, uai, csv, mend, staged } = await cfa();
    const id = await csv(row("E-1", "LefÃ¨vre"));
    await mend(id, 1, "Lefèvre");
    const cell = { rank: 1, champ: "nom_apprenant", before: "LefÃ¨vre" } as const;
    await expect(within(ctx, uai, mendCells, id, [{ ...cell, typed: "Lefebvre" }])).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: { [cellName(cell)]: expect.stringContaining("« Lefèvre » ici entre-temps") },
    });
    expect((await staged(id))[0]).toMatchObject({ apprenant: "LEFÈVRE Léa" });
    await within(ctx, uai, mendCells, id, [{ ...cell, typed: "Lefèvre" }]);
    await within(ctx, uai, mendCells, id, [{ ...cell, before: "Lefèvre", typed: "Lefebvre" }]);
    expect((await staged(id))[0]).toMatchObject({ apprenant: "LEFEBVRE Léa" });
  });

  it("d'un dossier connu dit ce qui change, et l'annulation de l'import la défait", async () => {
    const { ctx, uai, csv, apply, mend, staged, stored } = await cfa();
    await apply(await csv(row("E-1", "LefÃ¨vre")));
    const before = await stored();
    const again = await csv(row("E-1", "LefÃ¨vre"), row("E-2", "Durand"));
    await mend(again, 1, "Lefèvre");
    expect((await staged(again))[0]).toMatchObject({
      kind: "modified",
      changes: { nom_apprenant: { before: "LefÃ¨vre", after: "Lefèvre" } },
    });
    expect(await apply(again)).toMatchObject({ created: 1, modified: 1, correctionsKept: 0 });
    expect((await stored()).get("E-1")).toMatchObject({ corrections: RIGHT });
    await within(ctx, uai, undoImport, again);
    const { source, corrections, blocked } = (await stored()).get("E-1") ?? {};
    const old = before.get("E-1");
    expect([source, corrections, blocked]).toEqual([old?.source, {}, true]);
  });

  it("ne fait pas quelqu'un d'autre de qui n'a pas d'identifiant", async () => {
    const { send, apply, mend, stored, staged } = await cfa();
    const cut = (text: string) => text.slice(text.indexOf(";") + 1);
    const file = new TextEncoder().encode([HEADINGS, row("", "LefÃ¨vre")].map(cut).join("\n"));
    const more = new TextEncoder().encode([HEADINGS, row("", "LefÃ¨vre"), row("", "Petit", "Noé")].map(cut).join("\n"));
    await apply(await send("a.csv", file));
    const [before] = (await stored()).keys();
    const second = await send("b.csv", more);
    await mend(second, 1, "Lefèvre");
    expect((await staged(second)).map(({ kind }) => kind)).toEqual(["modified", "new"]);
    await apply(second);
    const after = await stored();
    expect(after.size).toBe(2);
    expect(after.get(before ?? "")).toMatchObject({ apprenant: "LEFÈVRE Léa", blocked: false });
  });

  it("sera à redire si l'on revoit les colonnes : la page compte les lignes dont c'est le cas", async () => {
    const { ctx, uai, csv, mend } = await cfa();
    const id = await csv(row("E-1", "LefÃ¨vre"), row("E-2", "MÃ¼ller"), row("E-3", "Durand"));
    const answered = async () => (await within(ctx, uai, loadImport, id, { view: null, page: 1 })).answered;
    expect(await answered()).toBe(0);
    await mend(id, 1, "Lefèvre");
    await within(ctx, uai, answerRows, id, [2], "right");
    expect(await answered()).toBe(2);
  });

  it("qui dit que ce n'est pas un apprenti vaut aussi pour les fichiers suivants, et leurs comptes", async () => {
    const { ctx, uai, send, apply, importRow, staged } = await cfa();
    const file = (...rows: string[]) =>
      new TextEncoder().encode([`${HEADINGS};Statut`, `${row("E-1", "Martin")};Candidat`, ...rows].join("\n"));
    const first = await send("a.csv", file());
    await within(ctx, uai, mendCells, first, [{ rank: 1, champ: "statut", typed: "ELV" }]);
    expect(await importRow(first)).toMatchObject({ created: 1, nonApprentis: 1, effect: { asks: 0, validAfter: 0 } });
    await apply(first);
    const second = await send("b.csv", file(`${row("E-2", "Durand")};APP`));
    expect((await staged(second)).map(({ kind, questions }) => [kind, questions.length])).toEqual([
      ["unchanged", 0],
      ["new", 0],
    ]);
    expect(await importRow(second)).toMatchObject({ nonApprentis: 1, effect: { validBefore: 0, validAfter: 1 } });
  });

  it("retapée telle quelle est juste, et n'est plus demandée", async () => {
    const { csv, apply, mend, stored, staged } = await cfa();
    const first = await csv(row("E-1", "MÃ¼ller"));
    await mend(first, 1, "MÃ¼ller");
    await apply(first);
    expect((await stored()).get("E-1")).toMatchObject({ blocked: false, corrections: {} });
    const second = await csv(row("E-1", "MÃ¼ller"), row("E-2", "Durand"));
    expect((await staged(second)).map(({ questions }) => questions.length)).toEqual([0, 0]);
  });

  it("d'un dossier qui serait invalide se reprend dans l'aperçu, qui dit pourquoi il le serait", async () => {
    const { ctx, uai, csv, staged } = await cfa();
    const id = await csv(row("E-1", "Durand", "Léa", "31/02/2008"), row("E-2", "Petit"));
    const shown = async () => (await within(ctx, uai, loadImport, id, { view: "nouveaux", page: 1 })).table?.rows ?? [];
    const [first, second] = await shown();
    expect(first?.stops).toEqual([expect.stringContaining("n'existe pas au calendrier (31/02/2008)")]);
    expect(first?.toMend.map(({ champ }) => champ)).toEqual(["date_de_naissance_apprenant"]);
    expect([second?.stops, second?.toMend]).toEqual([[], []]);
    await within(ctx, uai, mendCells, id, [{ rank: 1, champ: "date_de_naissance_apprenant", typed: "28/02/2008" }]);
    expect((await staged(id))[0]).toMatchObject({ blocked: false });
    expect((await shown())[0]?.stops).toEqual([]);
  });

  it("que le fichier n'a pas n'est pas demandée ligne par ligne, mais le dossier invalide dit ce qui manque", async () => {
    const { ctx, uai, send } = await cfa();
    const text = [
      "id_erp_apprenant;nom_apprenant;prenom_apprenant;date_de_naissance_apprenant",
      "E-9;Roux;Ali;28/02/2008",
    ];
    const id = await send("essai.csv", new TextEncoder().encode(text.join("\n")));
    const columns = ["id_erp_apprenant", "nom_apprenant", "prenom_apprenant", "date_de_naissance_apprenant"] as const;
    const named = columns.map((heading) => ({ heading, field: heading, order: null }));
    const said = { sheets: null, columns: named, values: [], given: [], copied: [], remember: null };
    await within(ctx, uai, chooseColumns, queue.boss, id, said);
    await queue.work();
    const [first] = (await within(ctx, uai, loadImport, id, { view: "nouveaux", page: 1 })).table?.rows ?? [];
    expect(first?.stops.join(" ")).toContain("date d'entrée en formation manque");
    expect(first?.toMend).toEqual([]);
  });
});
