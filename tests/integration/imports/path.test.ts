import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { importFiles } from "@/db/schema/import-staging";
import { cancelImport } from "@/lib/services/imports/cancel-import";
import { answerRows } from "@/lib/services/imports/preview/answer-rows";
import { loadImport } from "@/lib/services/imports/preview/load-import";
import { mendCells } from "@/lib/services/imports/preview/mend-cells";
import { readAnyway, requestApplication } from "@/lib/services/imports/request-import";
import { HEADINGS, importingCfa, fileRow as row } from "@/tests/factories/importing-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const queue = testImports(database);
const EXAMPLE = new Uint8Array(readFileSync("scripts/demo/example/apprenants-exemple.xlsx"));

const cfa = () => importingCfa(database, queue);

describe("Le chemin d'un fichier", () => {
  it("lit sans rien écrire, montre ce qui changerait, puis applique tout", async () => {
    const { send, importRow, staged, apply, stored } = await cfa();
    const id = await send("apprenants.xlsx", EXAMPLE);
    const preview = await importRow(id);
    expect(preview).toMatchObject({
      state: "preview",
      created: 64,
      modified: 0,
      nonApprentis: 7,
      size: EXAMPLE.byteLength,
      effect: { validBefore: 0, validAfter: 17, absents: 0, asks: 0 },
    });
    expect(preview.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await stored()).size).toBe(0);
    expect((await staged(id)).map(({ kind }) => kind)).toEqual(Array(64).fill("new"));
    expect(await apply(id)).toMatchObject({ state: "applied", created: 64, rows: 64 });
    expect((await stored()).size).toBe(64);
    expect(await staged(id)).toEqual([]);
  });

  it("garde le fichier chiffré : aucun mot n'en est lisible dans la base", async () => {
    const { csv } = await cfa();
    const id = await csv(row("E-1", "Nomtresrare"));
    const [part] = await database.db.select().from(importFiles).where(eq(importFiles.importId, id));
    expect(part?.ciphertext.length).toBeGreaterThan(100);
    expect(part?.ciphertext.includes("Nomtresrare")).toBe(false);
  });

  it("classe les lignes : nouveaux, modifiés champ par champ, inchangés, écartés, absents", async () => {
    const { csv, apply, staged, importRow } = await cfa();
    await apply(await csv(row("E-1", "Martin"), row("E-2", "Durand"), row("E-3", "Petit")));
    const id = await csv(
      row("E-1", "Martin"),
      row("E-2", "Dupond"),
      row("E-4", "Blanc"),
      row("E-4", "Blanc"),
      row("E-5", ""),
    );
    expect(await importRow(id)).toMatchObject({ created: 1, modified: 1, unchanged: 1, effect: { absents: 1 } });
    const rows = await staged(id);
    expect(rows.map(({ kind }) => kind)).toEqual(["unchanged", "modified", "new", "set-aside", "set-aside"]);
    expect(rows[1]?.changes).toEqual({ nom_apprenant: { before: "Durand", after: "Dupond" } });
    expect(rows[3]?.reason).toBe("Ligne 5 : même apprenant et même année que la ligne 4, qui est gardée.");
    expect(rows[4]?.reason).toBe("Ligne 6 : il manque le nom.");
  });

  it("montre d'abord pourquoi rien ne change : les lignes écartées avant les absents", async () => {
    const { ctx, uai, csv, apply } = await cfa();
    await apply(await csv(row("E-1", "Martin"), row("E-2", "Durand")));
    const id = await csv(row("E-5", ""));
    const { table } = await within(ctx, uai, loadImport, id, { view: null, page: 1 });
    expect(table).toMatchObject({ view: "ecartes", counts: { absents: 2, ecartes: 1 } });
  });

  it("reprend sur place la cellule qui arrêtait une ligne", async () => {
    const { ctx, uai, csv, staged, importRow, apply, stored } = await cfa();
    const id = await csv(row("E-1", "Martin"), row("E-5", ""));
    await within(ctx, uai, mendCells, id, [{ rank: 2, champ: "nom_apprenant", typed: "Roux" }]);
    expect(await importRow(id)).toMatchObject({ created: 2, setAside: [] });
    expect((await staged(id))[1]).toMatchObject({ kind: "new", apprenant: "ROUX Léa" });
    await apply(id);
    expect([...(await stored()).keys()].sort()).toEqual(["E-1", "E-5"]);
  });

  it("n'envoie rien d'un texte abîmé avant que quelqu'un ait dit oui, et ne redemande pas ensuite", async () => {
    const { ctx, uai, csv, staged, importRow, apply, stored } = await cfa();
    const file = [row("E-1", "LefÃ¨vre"), row("E-2", "MÃ¼ller")] as const;
    const id = await csv(...file);
    expect((await importRow(id)).effect).toMatchObject({ validAfter: 0, asks: 2 });
    await within(ctx, uai, answerRows, id, [1], "right");
    expect((await importRow(id)).effect).toMatchObject({ validAfter: 1, asks: 1 });
    expect((await staged(id)).map(({ questions }) => questions.length)).toEqual([0, 1]);
    await apply(id);
    const after = await stored();
    expect(after.get("E-1")).toMatchObject({ blocked: false });
    expect(after.get("E-2")).toMatchObject({ blocked: true });
    expect(after.get("E-2")?.anomalies.map(({ code }) => code)).toContain("DOUTE");
    const again = await csv(...file, row("E-3", "Martin"));
    expect((await staged(again)).map(({ questions }) => questions.length)).toEqual([0, 1, 0]);
  });

  it("partage un nom et un prénom écrits ensemble, et demande là où le prénom n'est pas sûr", async () => {
    const { ctx, uai, send, staged, apply, stored } = await cfa();
    const joined = (text: string) => text.replace(/^([^;]*;[^;]*);/, "$1 ");
    const titles = joined(HEADINGS.replace("nom_apprenant;prenom_apprenant", "NOM;Prénom"));
    const text = [titles, joined(row("E-1", "LE GOFF", "Jean")), joined(row("E-2", "MARTIN", "JEAN PAUL"))].join("\n");
    const importId = await send("ensemble.csv", new TextEncoder().encode(text));
    expect((await staged(importId)).map(({ apprenant, questions }) => [apprenant, questions.length])).toEqual([
      ["LE GOFF Jean", 0],
      ["MARTIN JEAN PAUL", 2],
    ]);
    await within(ctx, uai, mendCells, importId, [
      { rank: 2, champ: "nom_apprenant", typed: "MARTIN JEAN" },
      { rank: 2, champ: "prenom_apprenant", typed: "Paul" },
    ]);
    expect((await staged(importId))[1]).toMatchObject({ apprenant: "MARTIN JEAN Paul", questions: [] });
    await apply(importId);
    expect((await stored()).get("E-2")).toMatchObject({ blocked: false });
  });

  it("retient la ligne qui porte l'identifiant d'une autre personne, sans toucher à celle-ci", async () => {
    const { ctx, uai, csv, staged, importRow, apply, stored } = await cfa();
    await apply(await csv(row("2806", "Premier", "Ana", "06/03/2008", "123456789AB")));
    const other = row("2806", "Second", "Karim", "11/11/2006", "987654321CD");
    const id = await csv(other);
    expect(await staged(id)).toMatchObject([{ kind: "held", questions: [{ code: "identifier-reused" }] }]);
    const before = await stored();
    expect(await apply(id)).toMatchObject({ created: 0, modified: 0, setAside: [{ row: 2 }] });
    expect(await stored()).toEqual(before);
    // The person answers: two people.
    const again = await csv(other, row("E-9", "Autre"));
    await within(ctx, uai, answerRows, again, [1], "other");
    expect(await importRow(again)).toMatchObject({ created: 2, effect: { asks: 0 } });
    await apply(again);
    const both = await stored();
    expect(both.get("2806")).toMatchObject({ apprenant: "PREMIER Ana" });
    expect(both.get("PTBA-2806-2")).toMatchObject({ apprenant: "SECOND Karim" });
    // The next file knows who is who.
    expect((await staged(await csv(other))).map(({ kind }) => kind)).toEqual(["unchanged"]);
  });

  it("met la ligne sur le dossier connu quand c'est la même personne, ou la laisse de côté", async () => {
    const { ctx, uai, csv, staged, apply, stored } = await cfa();
    await apply(await csv(row("2806", "Premier", "Ana", "06/03/2008", "123456789AB")));
    const id = await csv(row("2806", "Second", "Karim", "11/11/2006", "987654321CD"));
    await within(ctx, uai, answerRows, id, [1], "leave-out");
    expect((await staged(id))[0]).toMatchObject({
      kind: "set-aside",
      reason: "Ligne 2 : laissée de côté à votre demande.",
    });
    await within(ctx, uai, answerRows, id, [1], "same");
    expect((await staged(id))[0]).toMatchObject({ kind: "modified" });
    await apply(id);
    expect((await stored()).get("2806")).toMatchObject({ apprenant: "SECOND Karim" });
  });

  it("dit que le même fichier est déjà là, et le lit quand même si on le veut", async () => {
    const { ctx, uai, csv, apply, importRow } = await cfa();
    const first = await csv(row("E-1", "Martin"));
    await apply(first);
    const second = await csv(row("E-1", "Martin"));
    expect(await importRow(second)).toMatchObject({ state: "received", sameAs: first });
    await within(ctx, uai, readAnyway, queue.boss, second);
    await queue.work();
    expect(await importRow(second)).toMatchObject({ state: "preview", unchanged: 1, sameAs: null });
  });

  it("s'arrête aux colonnes que personne ne connaît", async () => {
    const { send, importRow, staged } = await cfa();
    const id = await send("a.csv", new TextEncoder().encode(`${HEADINGS};Couleur\n${row("E-1", "Martin")};bleu`));
    expect(await importRow(id)).toMatchObject({ state: "columns", created: 0 });
    expect(await staged(id)).toEqual([]);
  });

  it("refuse d'une phrase un fichier sans usage, et n'en garde rien", async () => {
    const { send, importRow } = await cfa();
    const id = await send("photo.xlsx", new TextEncoder().encode("ceci n'est pas un classeur"));
    expect(await importRow(id)).toMatchObject({ state: "refused", refusal: expect.stringContaining("ni un classeur") });
    expect(await database.db.$count(importFiles, eq(importFiles.importId, id))).toBe(0);
  });

  it("se laisse abandonner, sans rien laisser", async () => {
    const { ctx, uai, csv, importRow, staged, stored } = await cfa();
    const id = await csv(row("E-1", "Martin"));
    await within(ctx, uai, cancelImport, id);
    expect(await importRow(id)).toMatchObject({ state: "cancelled" });
    expect(await staged(id)).toEqual([]);
    expect(await database.db.$count(importFiles, eq(importFiles.importId, id))).toBe(0);
    await expect(within(ctx, uai, requestApplication, queue.boss, id)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await stored()).size).toBe(0);
  });
});
