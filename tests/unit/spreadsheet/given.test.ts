import { describe, expect, it } from "vitest";
import { OWN_REPORT_HEADING } from "@/lib/domain/own-report";
import { interpret, interpretCsv } from "@/tests/helpers/interpret";
import { workbook } from "./make-workbook";

const HEADINGS = ["identifiant", "nom", "prénom", "né le"];
const ROWS = [
  ["A1", "Martin", "Zoé", "28/03/2008"],
  ["A2", "Durand", "Ali", "29/03/2008"],
];
const given = {
  annee_scolaire: "2026-2027",
  etablissement_formateur_uai: "0359471E",
  etablissement_formateur_siret: null,
};

describe("Une valeur donnée une fois pour tout un fichier", () => {
  it("va sur toutes les lignes quand aucune colonne ne la dit, et se voit", async () => {
    const { sources, reading } = await interpretCsv([HEADINGS, ...ROWS], { given });
    const said = { annee_scolaire: "2026-2027", etablissement_formateur_uai: "0359471E" };
    expect(sources).toMatchObject([said, said]);
    for (const source of sources) expect(source).not.toHaveProperty("etablissement_formateur_siret");
    expect(reading.notices).toContain(
      "Donné une fois pour tout le fichier, où aucune colonne ne le dit : Année scolaire « 2026-2027 », UAI du formateur « 0359471E » (2 lignes).",
    );
  });

  it("cède à une colonne, même vide par endroits : le logiciel sait mieux", async () => {
    const rows = ROWS.map((row, at) => [...row, at === 0 ? "2025-2026" : ""]);
    const { sources, reading } = await interpretCsv([[...HEADINGS, "année scolaire"], ...rows], { given });
    expect(sources[0]).toMatchObject({ annee_scolaire: "2025-2026" });
    expect(sources[1]).not.toHaveProperty("annee_scolaire");
    expect(reading.notices.join()).not.toContain("« 2026-2027 »");
  });

  it("ne va que sur les feuilles qui n'ont pas la colonne", async () => {
    const other = [
      [...HEADINGS, "année scolaire"],
      ["B1", "Petit", "Léa", "01/02/2008", "2025-2026"],
    ];
    const bytes = await workbook([HEADINGS, ...ROWS], (sheet) => {
      sheet.workbook.addWorksheet("Feuille 2").addRows(other);
    });
    const { sources, reading } = await interpret(bytes, "deux.xlsx", { given, sheets: ["Feuille 1", "Feuille 2"] });
    expect(sources.map((source) => source.annee_scolaire)).toEqual(["2026-2027", "2026-2027", "2025-2026"]);
    expect(reading.notices.join()).toContain("Année scolaire « 2026-2027 »");
  });

  it("un jour que le logiciel ne tient pas est celui d'un autre, ligne par ligne, quand on l'a dit", async () => {
    const rows = ROWS.map((row, at) => [...row, at === 0 ? "01/09/2026" : ""]);
    const copied = { date_inscription_formation: true };
    const { sources, reading } = await interpretCsv([[...HEADINGS, "date d'entrée"], ...rows], { copied });
    expect(sources[0]).toMatchObject({ date_inscription_formation: "2026-09-01", date_entree_formation: "2026-09-01" });
    expect(sources[1]).not.toHaveProperty("date_inscription_formation");
    expect(reading.notices).toContain(
      "Date d'inscription : la même que Date d'entrée en formation, où aucune colonne ne la dit (2 lignes).",
    );
    const own = rows.map((row) => [...row, "15/08/2026"]);
    const both = await interpretCsv([[...HEADINGS, "date d'entrée", "date d'inscription"], ...own], { copied });
    expect(both.sources[0]).toMatchObject({ date_inscription_formation: "2026-08-15" });
    expect(both.reading.notices.join()).not.toContain("la même que");
  });

  it("ne touche pas notre rapport qui revient : ce qu'il n'a pas n'est pas une correction", async () => {
    const { sources } = await interpretCsv([[...HEADINGS, OWN_REPORT_HEADING], ...ROWS.map((row) => [...row, "x"])], {
      given,
    });
    for (const source of sources) expect(source).not.toHaveProperty("annee_scolaire");
  });
});
