import { describe, expect, it } from "vitest";
import { interpret, interpretCsv } from "@/tests/helpers/interpret";
import { workbook } from "./make-workbook";

const HEADINGS = ["identifiant", "nom", "prénom", "né le", "date rupture", "date début contrat"];
const row = (birth: string, rupture = "", debut = "") => ["A1", "Martin", "Zoé", birth, rupture, debut];
const birthOf = async (birth: string) => {
  const { sources } = await interpretCsv([HEADINGS, row(birth)]);
  return sources[0]?.date_de_naissance_apprenant;
};

describe("Une date", () => {
  it("minuit à Paris, écrite à l'heure de Greenwich, est le jour de Paris", async () => {
    expect(await birthOf("2008-03-27T23:00:00.000Z")).toBe("2008-03-28");
    expect(await birthOf("2008-08-30T22:00:00Z")).toBe("2008-08-31");
    expect(await birthOf("2008-08-30T22:00:00.000+00:00")).toBe("2008-08-31");
    // Neither midnight in Paris, nor of Greenwich.
    for (const same of [
      "2008-03-28T22:00:00Z",
      "2008-03-28T00:00:00Z",
      "2008-03-28T00:00:00+02:00",
      "2008-03-28T22:30:00Z",
    ])
      expect([same, await birthOf(same)]).toEqual([same, "2008-03-28"]);
  });

  it("en huit chiffres se lit, jour ou année en premier, texte ou nombre, zéro perdu ou non", async () => {
    for (const written of ["20080328", "28032008"]) expect(await birthOf(written)).toBe("2008-03-28");
    expect(await birthOf("01092008")).toBe("2008-09-01");
    expect(await birthOf("28132008")).toBe("28132008");
    const bytes = await workbook([HEADINGS, ["A1", "Martin", "Zoé", 20080328, null, 1092026]]);
    expect((await interpret(bytes, "a.xlsx")).sources).toMatchObject([
      { date_de_naissance_apprenant: "2008-03-28", contrat_date_debut: "2026-09-01" },
    ]);
  });

  it("suivie d'une heure, à l'anglaise ou en toutes lettres, est son jour", async () => {
    for (const written of [
      ...["3/28/2008 12:00:00 AM", "3/28/2008 12:00 AM", "28/03/2008 à 08:00", "vendredi 28 mars 2008 00:00:00"],
      ...["Friday, March 28, 2008", "28-mars-08 00:00"],
    ])
      expect([written, await birthOf(written)]).toEqual([written, "2008-03-28"]);
  });

  it("facultative, à laquelle le logiciel répond non, est vide, et c'est dit ; oui ne dit pas quel jour", async () => {
    for (const no of ["Non", "FAUX", "aucune", "N"]) {
      const { sources, notices } = await interpretCsv([HEADINGS, row("28/03/2008", no)]);
      expect([no, sources[0]?.contrat_date_rupture]).toEqual([no, undefined]);
      expect(notices).toMatch(/1\scellule .*«\sNon\s» à la place d'une date/);
    }
    const { sources } = await interpretCsv([HEADINGS, row("28/03/2008", "Oui"), row("non")]);
    expect(sources.map((s) => [s.contrat_date_rupture, s.date_de_naissance_apprenant])).toEqual([
      ["Oui", "2008-03-28"],
      [undefined, "non"],
    ]);
    const bytes = await workbook([HEADINGS, ["A1", "Martin", "Zoé", "28/03/2008", false]]);
    expect((await interpret(bytes, "a.xlsx")).sources[0]).not.toHaveProperty("contrat_date_rupture");
  });
});

describe("Une cellule que le tableur n'a pas su calculer", () => {
  it("où serait un contrat demande, et dit ce qu'elle montre", async () => {
    for (const error of ["#N/A", "#N/D", "#REF!", "#NOM ?", "#ERREUR!", "Err:502"]) {
      const { sources, doubts, notices } = await interpretCsv([HEADINGS, row("28/03/2008", "", error)]);
      expect([error, sources[0]?.contrat_date_debut]).toEqual([error, undefined]);
      expect(doubts).toMatchObject([{ code: "contract-lost", champ: "contrat_date_debut" }]);
      expect(doubts[0]?.sentence).toContain(error);
      expect(notices).toContain("Cellules en erreur");
    }
  });
});

describe("Un code", () => {
  it("perd la virgule et le zéro qu'une bibliothèque lui a ajoutés", async () => {
    const { sources } = await interpretCsv([
      [...HEADINGS, "code postal", "SIRET entreprise"],
      [...row("28/03/2008"), "35000,0", "73282932000074,00"],
    ]);
    expect(sources).toMatchObject([{ code_postal_apprenant: "35000", siret_employeur: "73282932000074" }]);
  });

  it("qui porte un E entre deux chiffres est un identifiant, pas une notation scientifique", async () => {
    const { sources, reading } = await interpretCsv([
      HEADINGS,
      ["1E10", ...row("28/03/2008").slice(1)],
      ["1,5E+10", ...row("29/03/2008").slice(1)],
    ]);
    expect(sources.map((s) => s.id_erp_apprenant)).toEqual(["1E10"]);
    expect(reading.setAside.map(({ row }) => row)).toEqual([3]);
  });
});

it("Un sexe se lit abrégé, ou en anglais", async () => {
  const words = ["Masc.", "Fém.", "F.", "Female", "male", "M."];
  const { sources } = await interpretCsv([
    [...HEADINGS, "sexe"],
    ...words.map((word, i) => [`A${i}`, ...row(`1${i}/03/2008`).slice(1), word]),
  ]);
  expect(sources.map((s) => s.sexe_apprenant)).toEqual(["M", "F", "F", "F", "M", "M"]);
});
