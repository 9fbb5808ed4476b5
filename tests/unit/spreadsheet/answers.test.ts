import { describe, expect, it } from "vitest";
import { interpret, interpretCsv } from "@/tests/helpers/interpret";
import { archive, workbook, zipper } from "./make-workbook";

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
      ...["ven. 28/03/2008", "le 28/03/2008", "vendredi 28.03.08", "Friday, March 28, 2008", "28-mars-08 00:00"],
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

describe("Une date qui n'en est pas une", () => {
  it("est vide quand elle est facultative, comme un masque de saisie jamais rempli", async () => {
    for (const written of [
      "  /  /    ",
      "__/__/____",
      "00000000",
      "00:00:00",
      "1/0/1900",
      "31/12/2099",
      "- -",
      "00/01/00",
      "0-janv.-00",
    ]) {
      const { sources, doubts } = await interpretCsv([HEADINGS, row("28/03/2008", written)]);
      expect([written, sources[0]?.contrat_date_rupture, doubts]).toEqual([written, undefined, []]);
    }
  });

  it("demande à la fin d'un contrat, de quelque façon que 9999 soit écrit, comme 2099", async () => {
    for (const written of [
      "31/12/9999",
      "99991231",
      "31129999",
      "2958465",
      "31 décembre 9999",
      "31/12/2099",
      "73050",
      "31/12/2999",
      "31/12/9998",
      "31/12/3000",
      "9999",
      "9999-12-30T23:00:00Z",
    ]) {
      const headings = [...HEADINGS, "date fin contrat"];
      const { doubts } = await interpretCsv([headings, [...row("28/03/2008", "", "13/09/2026"), written]]);
      expect([written, doubts.map(({ code }) => code)]).toEqual([written, ["date-fictive"]]);
    }
  });
});

describe("Le numéro 0 d'un classeur qui compte depuis 1904", () => {
  it("est une date vide, comme dans les autres, et le 1er janvier 1904 y vaut 0", async () => {
    const serial = (value: number, style = "") => `<c${style}><v>${value}</v></c>`;
    const text = (cell: string) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`;
    const line = (rupture: string) =>
      `<row>${["A1", "Martin", "Zoé"].map(text).join("")}${serial(38072)}${rupture}</row>`;
    const sheet = `<row>${HEADINGS.map(text).join("")}</row>${line(serial(0, ' s="1"'))}${line(serial(0))}`;
    const bytes = zipper(archive({ workbook: '<workbookPr date1904="1"/>', sheet }));
    const { sources, notices } = await interpret(bytes, "a.xlsx");
    expect(sources.map((s) => [s.date_de_naissance_apprenant, s.contrat_date_rupture])).toEqual([
      ["2008-03-27", undefined],
      ["2008-03-27", undefined],
    ]);
    expect(notices).toMatch(/2\scellules .*date qui n'en est pas une/);
  });
});

describe("Un mot qui ne dit rien", () => {
  const FIELDS = ["identifiant", "nom", "prénom", "né le", "e-mail", "téléphone", "date rupture", "RQTH"];

  it("est une cellule vide dans un champ facultatif qui n'est pas un texte, et c'est dit", async () => {
    for (const word of ["NC", "N.C.", "NA", "n.r.", "S/O", "Aucun", "inconnu", "\\N", "[NULL]", "Non défini", "nil"]) {
      const { sources, notices } = await interpretCsv([
        FIELDS,
        ["A1", "Martin", "Zoé", "28/03/2008", word, word, word, word],
      ]);
      expect([word, Object.keys(sources[0] ?? {})]).toEqual([
        word,
        ["id_erp_apprenant", "nom_apprenant", "prenom_apprenant", "date_de_naissance_apprenant"],
      ]);
      expect(notices).toContain("lu comme une cellule vide");
    }
  });

  it("est quelqu'un dans un nom, sauf écrit comme un programme l'écrit", async () => {
    const named = async (name: string) => {
      const { sources, reading } = await interpretCsv([FIELDS, ["A1", name, "Zoé", "28/03/2008", "", "", "", ""]]);
      return sources[0]?.nom_apprenant ?? reading.setAside[0]?.reason;
    };
    for (const name of ["Nan", "NAN", "Null", "Na", "NC", "Vide", "Sans"]) expect(await named(name)).toBe(name);
    for (const none of ["NULL", "null", "NaN", "nan", "None", "N/A"])
      expect(await named(none)).toContain("il manque le nom");
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

it("Un nombre entier écrit par Java est entier ; celui qu'Excel a arrondi ne l'est plus", async () => {
  const headings = [...HEADINGS, "SIRET entreprise", "code diplôme"];
  const { sources, reading } = await interpretCsv([
    headings,
    ["1.2345678E7", ...row("28/03/2008").slice(1), "7.3282932000074E13", "3.2031214E7"],
    ["1.23457E+15", ...row("29/03/2008").slice(1), "", ""],
  ]);
  expect(sources).toMatchObject([
    { id_erp_apprenant: "12345678", siret_employeur: "73282932000074", formation_cfd: "32031214" },
  ]);
  expect(reading.setAside.map(({ row }) => row)).toEqual([3]);
  const bytes = await workbook([HEADINGS, [1234567890123450, ...row("28/03/2008").slice(1)]]);
  expect((await interpret(bytes, "a.xlsx")).reading.setAside[0]?.reason).toContain("derniers chiffres");
});

it("Un code postal retrouve le zéro qu'il a perdu ; un département n'en devient pas un", async () => {
  const codes = ["1000", "35", "35000", "2A"];
  const { sources } = await interpretCsv([
    [...HEADINGS, "département de naissance"],
    ...codes.map((code, i) => [`A${i}`, ...row(`1${i}/03/2008`).slice(1), code]),
  ]);
  expect(sources.map((s) => s.code_postal_de_naissance_apprenant)).toEqual(["01000", "35", "35000", "2A"]);
});

it("Ce que le tableur a mis autour d'un texte est retiré", async () => {
  const { sources } = await interpretCsv([
    [...HEADINGS, "téléphone", "INE"],
    [...row("'28/03/2008"), '"=T(""0612345678"")"', '"=""123456789AB""&"""""'],
  ]);
  expect(sources).toMatchObject([
    { date_de_naissance_apprenant: "2008-03-28", tel_apprenant: "0612345678", ine_apprenant: "123456789AB" },
  ]);
});

it("Un téléphone dont le tableur a pris le + le retrouve, et n'est dit d'outre-mer que s'il en est", async () => {
  const read = async (...phones: string[]) =>
    interpretCsv([
      ["identifiant", "nom", "prénom", "né le", "téléphone"],
      ...phones.map((phone, i) => [`A${i}`, "Martin", "Zoé", "28/03/2008", phone]),
    ]);
  const { sources, notices } = await read("33612345678", "596697123456", "262693310000", "336123456789");
  expect(sources.map((s) => s.tel_apprenant)).toEqual([
    "+33612345678",
    "+596697123456",
    "+262693310000",
    "336123456789",
  ]);
  expect(notices).toMatch(/^3\stéléphones retrouvés : leur zéro ou \+ de tête était perdu\.$/);
  expect((await read("612345678")).notices).toMatch(/^1\stéléphone retrouvé : son zéro ou \+ de tête était perdu\.$/);
});

it("Un téléphone d'outre-mer sans son zéro prend la forme que le TBA lit, avec ou sans espaces", async () => {
  const numbers = ["697 12 34 56", "697123456", "639 60 12 34"];
  const { sources } = await interpretCsv([
    [...HEADINGS, "téléphone"],
    ...numbers.map((number, i) => [`A${i}`, ...row(`1${i}/03/2008`).slice(1), number]),
  ]);
  expect(sources.map((s) => s.tel_apprenant)).toEqual(["+596697123456", "+596697123456", "+262639601234"]);
});

it("Un sexe se lit abrégé, ou en anglais", async () => {
  const words = ["Masc.", "Fém.", "F.", "Female", "male", "M."];
  const { sources } = await interpretCsv([
    [...HEADINGS, "sexe"],
    ...words.map((word, i) => [`A${i}`, ...row(`1${i}/03/2008`).slice(1), word]),
  ]);
  expect(sources.map((s) => s.sexe_apprenant)).toEqual(["M", "F", "F", "F", "M", "M"]);
});
