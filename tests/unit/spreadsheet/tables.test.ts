import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { interpret, interpretCsv } from "@/tests/helpers/interpret";
import { archive, workbook, zipper } from "./make-workbook";

const PERSON = ["identifiant", "nom", "prénom", "né le", "formation"];
const ZOE = ["A1", "Martin", "Zoé", "28/03/2008", "BTS MCO"];
const LEO = ["A2", "Durand", "Léo", "23/05/2007", "CAP"];
const swapped = ([id, nom, prenom, ...rest]: readonly string[]) => [id, prenom, nom, ...rest].map(String);
const names = (sources: readonly Record<string, unknown>[]) =>
  sources.map((s) => [s.nom_apprenant, s.prenom_apprenant]);

describe("Plusieurs tableaux dans une feuille", () => {
  it("aux colonnes dans un autre ordre se lisent chacun selon ses titres", async () => {
    const { sources, reading, doubts } = await interpretCsv([
      PERSON,
      ZOE,
      ["CAP première année"],
      swapped(PERSON),
      swapped(LEO),
    ]);
    expect(names(sources)).toEqual([
      ["Martin", "Zoé"],
      ["Durand", "Léo"],
    ]);
    expect(doubts).toEqual([]);
    expect(reading.setAside.map(({ row }) => row)).toEqual([3]);
    expect(reading.columns.map(({ heading }) => heading)).toEqual(PERSON);
  });

  it("aux titres écrits autrement répètent ceux du premier, et ne font pas un apprenant", async () => {
    const { sources, notices } = await interpretCsv([
      PERSON,
      ZOE,
      ["IDENTIFIANT", "NOM", "Prenom", " Né le", "Formation"],
      LEO,
    ]);
    expect(names(sources)).toEqual([
      ["Martin", "Zoé"],
      ["Durand", "Léo"],
    ]);
    expect(notices).toMatch(/1\sligne répète les titres/);
  });

  it("dont l'un parle d'autre chose : il est laissé, et c'est dit", async () => {
    const { sources, notices } = await interpretCsv([
      [...PERSON, "RNCP", "SIRET entreprise"],
      [...ZOE, "RNCP38362", "73282932000074"],
      ["Contacts"],
      ["nom", "prénom", "né le", "e-mail"],
      ["Durand", "Léo", "23/05/2007", "leo@example.org"],
    ]);
    expect(names(sources)).toEqual([["Martin", "Zoé"]]);
    expect(notices).toMatch(/Le tableau dont les titres sont à la ligne 4 \(1\sligne\) n'est pas pris/);
  });

  it("par centaines, aux titres toujours différents, sont refusés d'une phrase", async () => {
    const rows = Array.from({ length: 600 }, (_, n) => (n % 2 === 0 ? PERSON : swapped(PERSON)));
    await expect(interpretCsv([...rows, ZOE])).rejects.toThrow(/plus de 500 lignes de titres/);
  });

  it("gardent chacun leurs cellules fusionnées", async () => {
    const bytes = await workbook([PERSON, ZOE, [], swapped(PERSON), swapped(LEO), swapped(ZOE)], (sheet) =>
      sheet.mergeCells(5, 5, 6, 5),
    );
    const { sources } = await interpret(bytes, "a.xlsx");
    expect(sources.map((s) => s.libelle_court_formation)).toEqual(["BTS MCO", "CAP", "CAP"]);
  });
});

it("Des titres techniques au-dessus des titres du logiciel ne font pas un apprenant de ceux-ci", async () => {
  const technical = ["id_erp_apprenant", "nom_apprenant", "prenom_apprenant", "date_de_naissance_apprenant", "couleur"];
  const { sources, reading } = await interpretCsv([technical, PERSON, ZOE]);
  expect(names(sources)).toEqual([["Martin", "Zoé"]]);
  expect(reading.sheets[0]).toMatchObject({ headingRow: 2, rows: 1, taken: true });
});

describe("Des titres sur deux lignes", () => {
  const UPPER = ["nom", "prénom", "né le", "Contrat 1", "", "Contrat 2", ""];
  const LOWER = ["", "", "", "Début", "Fin", "Début", "Fin"];

  it("dont les premiers tiennent les deux lignes donnent aussi leurs contrats", async () => {
    const { sources, reading } = await interpretCsv([
      UPPER,
      LOWER,
      ["Martin", "Zoé", "28/03/2008", "28/08/2026", "27/08/2027", "28/08/2027", "27/08/2028"],
    ]);
    expect(reading.sheets[0]?.headingRow).toBe(2);
    expect(sources).toEqual([
      {
        ...{ nom_apprenant: "Martin", prenom_apprenant: "Zoé", date_de_naissance_apprenant: "2008-03-28" },
        ...{ contrat_date_debut: "2026-08-28", contrat_date_fin: "2027-08-27" },
        ...{ contrat_date_debut_2: "2027-08-28", contrat_date_fin_2: "2028-08-27" },
      },
    ]);
    expect(reading.setAside).toEqual([]);
  });

  it("le sont aussi quand la seconde en dit plus que la première", async () => {
    const { sources } = await interpretCsv([
      ["nom", "prénom", "né le", "Formation", "", "", "", ""],
      ["", "", "", "Code RNCP", "Code diplôme", "Date d'entrée", "Date début contrat", "Date fin contrat"],
      ["Martin", "Zoé", "28/03/2008", "RNCP38362", "32031214", "28/08/2026", "28/08/2026", "27/08/2028"],
    ]);
    expect(sources).toMatchObject([{ nom_apprenant: "Martin", formation_rncp: "RNCP38362" }]);
  });
});

it("Une feuille qui n'est qu'un graphique est passée, et dite : le classeur se lit", async () => {
  const text = (cells: readonly string[]) =>
    `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join("")}</row>`;
  const files = archive({ sheet: text(PERSON) + text(ZOE) });
  const add = (part: string, before: string, added: string) => {
    files[part] = files[part]?.replace(before, `${added}${before}`) ?? "";
  };
  add("xl/workbook.xml", '<sheet name="A"', '<sheet name="Effectifs" sheetId="9" r:id="rId9"/>');
  const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet";
  const relation = `<Relationship Id="rId9" Type="${type}" Target="chartsheets/sheet1.xml"/>`;
  add("xl/_rels/workbook.xml.rels", "</Relationships>", relation);
  const { sources, notices } = await interpret(zipper(files), "a.xlsx");
  expect(names(sources)).toEqual([["Martin", "Zoé"]]);
  expect(notices).toContain("Effectifs");
});

it("Les colonnes vides autour d'un tableau, ou entre ses colonnes, n'en sont pas ; une cellule sans titre est comptée", async () => {
  const shift = ([id, ...rest]: readonly string[]) => ["", id ?? "", "", ...rest];
  const { reading, notices } = await interpretCsv([shift(PERSON), shift(ZOE)]);
  expect(reading.columns.map(({ heading }) => heading)).toEqual(PERSON);
  expect(notices).toBe("");
  const remark = await interpretCsv([shift(PERSON), shift(ZOE).with(2, "à voir")]);
  expect(remark.notices).toMatch(/«\sColonne C \(sans titre\)\s» \(1\scellule\)/);
});

it("Un bloc fusionné sur des lignes vides ne donne sa valeur à personne, et n'est pas dit", async () => {
  const bytes = await workbook([PERSON, ZOE], (sheet) => sheet.mergeCells(2, 3, 9, 3));
  expect((await interpret(bytes, "a.xlsx")).notices).not.toContain("fusionné");
});

it("Une feuille qui n'a que ses titres le dit ; une page de garde n'a pas de titres", async () => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet("Garde").addRows([
    ["Nom du CFA", "La Baie"],
    ["Téléphone", "0299999999"],
  ]);
  book.addWorksheet("Classe A").addRows([PERSON, ZOE]);
  book.addWorksheet("Classe B").addRows([PERSON]);
  const { reading, notices } = await interpret(new Uint8Array(await book.xlsx.writeBuffer()), "classes.xlsx");
  expect(reading.sheets.map(({ headingRow, taken }) => [headingRow, taken])).toEqual([
    [null, false],
    [1, true],
    [1, false],
  ]);
  expect(notices).toMatch(/« Garde » n'est pas prise : aucun tableau n'y est reconnu/);
  expect(notices).toMatch(/« Classe B » n'est pas prise : elle n'a aucune ligne sous ses titres/);
});

it("Des feuilles aux mêmes titres se prennent ensemble, même quand le titre du nom n'est pas connu", async () => {
  const headings = PERSON.map((heading) => (heading === "nom" ? "Blaze" : heading));
  const book = new ExcelJS.Workbook();
  book.addWorksheet("Classe A").addRows([headings, ZOE]);
  book.addWorksheet("Classe B").addRows([headings, LEO]);
  const { reading } = await interpret(new Uint8Array(await book.xlsx.writeBuffer()), "classes.xlsx");
  expect(reading.sheets.map(({ name, taken }) => [name, taken])).toEqual([
    ["Classe A", true],
    ["Classe B", true],
  ]);
});

it("Un classeur dont des cellules portent un commentaire le dit, et aucun autre", async () => {
  const read = async (set?: Parameters<typeof workbook>[1]) =>
    (await interpret(await workbook([PERSON, ZOE], set), "liste.xlsx")).notices;
  const commented = await read((sheet) => {
    sheet.getCell("B2").note = "Partie le 12/10/2026";
  });
  expect(commented).toContain("Des cellules de ce classeur portent un commentaire : il n'est pas lu.");
  expect(await read()).not.toContain("commentaire");
});
