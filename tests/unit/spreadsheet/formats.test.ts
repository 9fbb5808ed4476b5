import { describe, expect, it } from "vitest";
import * as SheetJs from "xlsx";
import { dayToNumber } from "@/lib/domain/day";
import { CODE_PAGES, type CodePage } from "@/lib/spreadsheet/formats/code-pages";
import { interpret } from "@/tests/helpers/interpret";

const ROWS = [
  ["Identifiant", "Nom", "Prénom", "Date de naissance", "Adresse", "Code postal", "Date d'entrée"],
  ["A1", "Lefèvre", "Éloïse", "12/03/2008", "3 allée du Prêche", "01000", "28/08/2026"],
  ["A2", "Bœuf", "François", "02/05/2008", "Hôtel « Zoé », l’été", "35000", "01/09/2026"],
  ["A3", "GÉRARD", "Noël", "13/06/2008", "Là-bas", "97110", "01/09/2026"],
];
const EXPECTED = [
  {
    nom_apprenant: "Lefèvre",
    prenom_apprenant: "Éloïse",
    date_de_naissance_apprenant: "2008-03-12",
    code_postal_apprenant: "01000",
  },
  {
    nom_apprenant: "Bœuf",
    prenom_apprenant: "François",
    adresse_apprenant: "Hôtel « Zoé », l’été",
    date_entree_formation: "2026-09-01",
  },
  { nom_apprenant: "GÉRARD", prenom_apprenant: "Noël", adresse_apprenant: "Là-bas" },
];

const sheetOf = (rows: readonly (readonly unknown[])[]) => SheetJs.utils.aoa_to_sheet(rows.map((row) => [...row]));

function bookOf(sheets: Readonly<Record<string, readonly (readonly unknown[])[]>>): SheetJs.WorkBook {
  const book = SheetJs.utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) SheetJs.utils.book_append_sheet(book, sheetOf(rows), name);
  return book;
}

const bytesOf = (book: SheetJs.WorkBook, bookType: SheetJs.BookType) =>
  new Uint8Array(SheetJs.write(book, { bookType, type: "array" }));

function encode(text: string, page: CodePage): Uint8Array {
  return Uint8Array.from(text, (char) => {
    const code = char.charCodeAt(0);
    if (code < 0x80) return code;
    const rank = CODE_PAGES[page].indexOf(char);
    return rank === -1 ? 0x3f : 0x80 + rank;
  });
}

/** The day 0 of JavaScript in a spreadsheet. */
const SERIAL_OF_1970_01_01 = 25569;

const csv = ROWS.map((row) => row.join(";")).join("\r\n");
const utf16 = (text: string, littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (const [i, char] of [...text].entries()) view.setUint16(i * 2, char.charCodeAt(0), littleEndian);
  return new Uint8Array(view.buffer);
};

describe("La même liste donne les mêmes dossiers", () => {
  it.each(["xlsx", "xlsb", "biff8", "ods", "xlml"] as const)(
    "en classeur %s, sous n'importe quel nom",
    async (format) => {
      const bytes = bytesOf(bookOf({ Apprentis: ROWS }), format);
      for (const name of ["liste.xlsx", "liste.xls", "liste"]) {
        const { sources, reading } = await interpret(bytes, name);
        expect(sources).toMatchObject(EXPECTED);
        expect(reading.sheets).toEqual([{ name: "Apprentis", headingRow: 1, rows: 3, taken: true }]);
      }
    },
  );

  it.each(["xlsx", "xlsb", "biff8", "ods", "xlml"] as const)("en classeur %s, avec de vraies dates", async (format) => {
    const [headings, ...rows] = ROWS;
    const dated = rows.map((row) =>
      row.map((cell) =>
        /^\d\d\/\d\d\/\d{4}$/.test(cell)
          ? {
              t: "n",
              z: "dd/mm/yyyy",
              v: SERIAL_OF_1970_01_01 + dayToNumber(`${cell.slice(6)}-${cell.slice(3, 5)}-${cell.slice(0, 2)}`),
            }
          : cell,
      ),
    );
    // As numbers: from dates of JavaScript, the writer makes the day before on a machine west of Greenwich.
    const sheet = SheetJs.utils.aoa_to_sheet([headings ?? [], ...dated]);
    const book = SheetJs.utils.book_new();
    SheetJs.utils.book_append_sheet(book, sheet, "A");
    const { sources } = await interpret(bytesOf(book, format), "a");
    expect(sources.map((s) => [s.date_de_naissance_apprenant, s.date_entree_formation])).toEqual([
      ["2008-03-12", "2026-08-28"],
      ["2008-05-02", "2026-09-01"],
      ["2008-06-13", "2026-09-01"],
    ]);
  });

  it.each(Object.keys(CODE_PAGES) as CodePage[])("en csv écrit en %s, qui est dit", async (page) => {
    const straight = page === "CP850" || page === "ISO-8859-15";
    const text = (page === "CP850" ? csv.replaceAll("œ", "oe") : csv).replaceAll("’", straight ? "'" : "’");
    const { sources, notices } = await interpret(encode(text, page), "a.csv");
    expect(sources.map((s) => [s.prenom_apprenant, s.adresse_apprenant])).toEqual([
      ["Éloïse", "3 allée du Prêche"],
      ["François", straight ? "Hôtel « Zoé », l'été" : "Hôtel « Zoé », l’été"],
      ["Noël", "Là-bas"],
    ]);
    expect(notices).toContain(page);
  });

  it.each([
    ["UTF-8", new TextEncoder().encode(csv)],
    ["UTF-8 avec marque", new TextEncoder().encode(`\ufeff${csv}`)],
    ["UTF-16 avec marque", utf16(`\ufeff${csv}`, true)],
    ["UTF-16 sans marque", utf16(csv, true)],
    ["UTF-16 gros-boutiste sans marque", utf16(csv, false)],
  ])("en csv écrit en %s", async (_name, bytes) => {
    expect((await interpret(bytes, "a.csv")).sources).toMatchObject(EXPECTED);
  });

  it("en tableau HTML nommé .xls, comme l'écrivent des logiciels en ligne", async () => {
    const cells = (row: readonly string[], tag: string) =>
      row.map((cell) => `<${tag} nowrap>${cell.replaceAll("é", "&eacute;")}&nbsp;</${tag}>`).join("");
    const [headings = [], ...rows] = ROWS;
    const html = `<html><head><meta charset="utf-8"></head><body><table border=1><tr>${cells(headings, "th")}</tr>${rows.map((row) => `<tr>${cells(row, "td")}</tr>`).join("\n")}</table></body></html>`;
    const { sources } = await interpret(new TextEncoder().encode(html), "liste.xls");
    expect(sources).toMatchObject(EXPECTED);
  });

  it.each([",", "\t", "|"])(
    "en csv séparé par « %s », même quand les cellules ont des points-virgules",
    async (separator) => {
      const rows = ROWS.map((row) => row.map((cell) => `"${cell.replaceAll(",", ";")}"`).join(separator)).join("\n");
      const { sources } = await interpret(new TextEncoder().encode(rows), "a.csv");
      expect(sources[1]).toMatchObject({ nom_apprenant: "Bœuf", adresse_apprenant: "Hôtel « Zoé »; l’été" });
    },
  );
});

describe("Le tableau d'un classeur", () => {
  const [headings = [], ...rows] = ROWS;

  it("est trouvé sous un titre, une date d'édition et des lignes vides", async () => {
    const titled = [["CFA de l'Exemple"], ["Liste des apprentis", null, "Éditée le 12/09/2026"], [], headings, ...rows];
    const { reading, sources, notices } = await interpret(bytesOf(bookOf({ A: titled }), "xlsx"), "a.xlsx");
    expect(reading.sheets[0]).toMatchObject({ headingRow: 4, rows: 3, taken: true });
    expect(sources).toMatchObject(EXPECTED);
    expect(notices).toContain("ligne 2 (« Liste des apprentis · Éditée le 12/09/2026 »)");
  });

  it("est trouvé derrière une page de garde, et les autres feuilles sont nommées", async () => {
    const book = bookOf({
      Accueil: [["CFA de l'Exemple"], ["Mode d'emploi"]],
      Apprentis: ROWS,
      Entreprises: [
        ["Entreprise", "SIRET entreprise"],
        ["Garage Un", "73282932000074"],
      ],
    });
    const { reading, notices, sources } = await interpret(bytesOf(book, "ods"), "a.ods");
    expect(reading.sheets.map(({ name, taken }) => [name, taken])).toEqual([
      ["Accueil", false],
      ["Apprentis", true],
      ["Entreprises", false],
    ]);
    expect(sources).toMatchObject(EXPECTED);
    expect(notices).toContain("« Accueil »");
    expect(notices).toContain("« Entreprises » (1 ligne)");
  });

  it("d'une feuille cochée par une personne est pris, les autres non", async () => {
    const book = bookOf({ "1re année": ROWS, "2e année": [headings, ["B1", "Autre", "Zoé", "14/05/2007"]] });
    const { sources } = await interpret(bytesOf(book, "xlsx"), "a.xlsx", { sheets: ["2e année"] });
    expect(sources.map((s) => s.nom_apprenant)).toEqual(["Autre"]);
  });

  it.each(["xlsx", "xlsb", "biff8", "xlml"] as const)(
    "d'une feuille masquée n'est pas pris sans qu'on le dise (%s)",
    async (format) => {
      const book = bookOf({ Apprentis: ROWS, Anciens: [headings, ["B1", "Parti", "Zoé", "14/05/2007"]] });
      book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
      const { sources, notices } = await interpret(bytesOf(book, format), "a");
      expect(sources).toHaveLength(3);
      expect(notices).toContain("« Anciens » (1 ligne) n'est pas prise : elle est masquée");
    },
  );

  it("d'une feuille de candidats ou d'une liste d'attente n'est pris que coché, ou seul ; de ceux qui sont partis, il l'est", async () => {
    const other = [headings, ["B1", "Autre", "Zoé", "14/05/2007"]];
    for (const name of ["Liste d'attente", "CANDIDATS 2026", "Pré-inscrits", "Refusés", "Désistements"]) {
      const bytes = bytesOf(bookOf({ Apprentis: ROWS, [name]: other }), "xlsx");
      const { sources, notices } = await interpret(bytes, "a.xlsx");
      expect([name, sources.length]).toEqual([name, 3]);
      expect(notices).toMatch(/\(1.ligne\) n'est pas prise.: son nom dit que ce ne sont pas vos apprentis/);
      expect((await interpret(bytes, "a.xlsx", { sheets: ["Apprentis", name] })).sources).toHaveLength(4);
      expect((await interpret(bytesOf(bookOf({ [name]: other }), "xlsx"), "a.xlsx")).sources).toHaveLength(1);
    }
    for (const name of ["Abandons", "Candidats admis", "Ruptures", "Attentes CAP"])
      expect([
        name,
        (await interpret(bytesOf(bookOf({ Apprentis: ROWS, [name]: other }), "xlsx"), "a.xlsx")).sources.length,
      ]).toEqual([name, 4]);
  });

  it("dit ses lignes masquées, ses titres répétés et ses colonnes laissées", async () => {
    const sheet = sheetOf([
      [...headings, "Couleur", ""],
      ...rows.map((row) => [...row, "bleu", "sans titre"]),
      [...headings, "Couleur", ""],
    ]);
    sheet["!rows"] = [{}, { hidden: true }, {}];
    const book = SheetJs.utils.book_new();
    SheetJs.utils.book_append_sheet(book, sheet, "A");
    const { sources, notices } = await interpret(bytesOf(book, "xlsx"), "a.xlsx");
    expect(sources).toHaveLength(3);
    expect(notices).toContain("1 ligne masquée dans le tableur, lue comme les autres : 2");
    expect(notices).toContain("1 ligne répète les titres");
    expect(notices).toContain("« Couleur » (3 cellules), « Colonne I (sans titre) » (3 cellules)");
  });
});
