import { describe, expect, it } from "vitest";
import { interpret, interpretCsv } from "@/tests/helpers/interpret";
import { workbook } from "./make-workbook";

const HEADINGS = ["identifiant", "nom", "prénom", "né le"];
const person = (n: number) => [`A${n}`, "Martin", `Prénom${"abcdefgh"[n]}`, "28/03/2008"];

describe("Le sens qu'une personne donne aux mots d'une colonne", () => {
  it("vaut aussi des nombres et des oui ou non d'un tableur", async () => {
    const rows = [0, 1, 0].map((code, n) => [...person(n), code, code === 1]);
    const bytes = await workbook([[...HEADINGS, "Sexe", "RQTH"], ...rows]);
    const asked = await interpret(bytes, "a.xlsx");
    expect(asked.reading.columns.find(({ heading }) => heading === "Sexe")?.values).toMatchObject([
      { value: "0", cells: 2 },
      { value: "1", cells: 1 },
    ]);
    const values = { sexe_apprenant: { "0": "M", "1": "F" }, rqth_apprenant: { false: true, true: false } };
    const { sources } = await interpret(bytes, "a.xlsx", { values });
    expect(sources.map((s) => [s.sexe_apprenant, s.rqth_apprenant])).toEqual([
      ["M", true],
      ["F", false],
      ["M", true],
    ]);
  });

  it("est trouvé quels que soient les espaces et les signes invisibles du mot", async () => {
    const words = ["Contrat\u00a0signé", "Contrat  signé ", "\u200bContrat signé"];
    const rows = [[...HEADINGS, "Statut"], ...words.map((word, n) => [...person(n), word])];
    const asked = await interpretCsv(rows);
    expect(asked.reading.columns.at(-1)?.values).toMatchObject([{ value: "Contrat signé", cells: 3 }]);
    const said = await interpretCsv(rows, { values: { statut: { "Contrat signé": "APP" } } });
    expect(said.sources.map(({ statut }) => statut)).toEqual(["APP", "APP", "APP"]);
  });
});

describe("Ce qu'une colonne contient", () => {
  const read = async (heading: string, ...cells: string[]) =>
    (await interpretCsv([[...HEADINGS, heading], ...cells.map((cell, n) => [...person(n), cell])])).sources;

  it("dit de « Statut apprenant » qui est apprenti, quand ce sont des mots et non les chiffres du TBA", async () => {
    expect(await read("Statut apprenant", "Apprenti", "Scolaire")).toMatchObject([
      { statut: "Apprenti" },
      { statut: "Scolaire" },
    ]);
    expect(await read("Statut apprenant", "3", "0")).toMatchObject([{ statut_apprenant: 3 }, { statut_apprenant: 0 }]);
  });

  it("dit de « Diplôme » si c'est le nom de la formation, ou son code", async () => {
    expect((await read("Diplôme", "50033204", "40025214"))[0]).toMatchObject({ formation_cfd: "50033204" });
    expect((await read("Formation", "RNCP38363", "RNCP 35584"))[0]).toMatchObject({ formation_rncp: "RNCP38363" });
    expect((await read("Diplôme", "CAP Cuisine", "40025214"))[0]).toMatchObject({
      libelle_court_formation: "CAP Cuisine",
    });
  });

  it("ne se dit pas traduit quand il est le mot lui-même", async () => {
    const read = (word: string) =>
      interpretCsv(
        [
          ["nom", "prénom", "né le", "sexe"],
          ["Martin", "Zoé", "28/03/2008", word],
        ],
        {
          values: { sexe_apprenant: { [word]: "F" } },
        },
      );
    expect((await read("F")).notices).not.toContain("traduit");
    expect((await read("Fille")).notices).toContain("traduit");
  });
});
