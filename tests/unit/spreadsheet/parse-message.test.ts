import { describe, expect, it } from "vitest";
import { parseMessage } from "@/lib/spreadsheet/sandbox/parse-message";

const row = {
  sheet: "A",
  row: 2,
  source: { nom_apprenant: "Martin", rqth_apprenant: true, annee_formation: 1, ine_apprenant: null },
  doubts: [],
};
const said =
  (...rows: unknown[]) =>
  () =>
    parseMessage(JSON.stringify({ kind: "rows", rows }));

describe("Ce que dit le programme qui lit les fichiers", () => {
  it("est pris quand c'est bien des lignes", () => {
    const doubt = { code: "date-order", champ: "date_de_naissance_apprenant", sentence: "Quel jour ?" };
    expect(said(row, { ...row, doubts: [doubt] })()).toEqual({
      kind: "rows",
      rows: [row, { ...row, doubts: [doubt] }],
    });
  });

  it.each([
    ["une valeur qui contient autre chose", { ...row, source: { nom_apprenant: { a: 1 } } }],
    ["une liste au lieu de valeurs", { ...row, source: ["Martin"] }],
    ["un numéro de ligne qui n'en est pas un", { ...row, row: 0 }],
    ["un numéro de ligne à virgule", { ...row, row: 1.5 }],
    ["une feuille sans nom", { ...row, sheet: null }],
    ["un doute inconnu", { ...row, doubts: [{ code: "autre", champ: null, sentence: "" }] }],
    ["un champ de doute inconnu", { ...row, doubts: [{ code: "date-order", champ: "inconnu", sentence: "" }] }],
    ["aucun doute, pas même une liste vide", { ...row, doubts: undefined }],
    ["une clé de plus", { ...row, autre: 1 }],
    ["rien", null],
  ])("est refusé en bloc : %s", (_, wrong) => {
    expect(said(row, wrong)).toThrow();
  });
});
