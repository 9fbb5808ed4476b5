import { readFileSync } from "node:fs";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { ServiceError } from "@/lib/errors";
import { MAX_INFLATED_SIZE } from "@/lib/spreadsheet/formats/open-zip";
import { readCells } from "@/tests/helpers/read-table";
import { announceSize, archive, workbook, zipper } from "./make-workbook";

const readXlsx = (bytes: Uint8Array) => readCells(bytes, "apprentis.xlsx");
const template = () => new Uint8Array(readFileSync("tests/fixtures/modele-import-29012025.xlsx"));

/** The cells of the row under the heading of a sheet written by hand. */
async function readByHand(cells: string, parts: Partial<Parameters<typeof archive>[0]> = {}) {
  const headings = "ABCDE".replace(/./g, (l) => `<c r="${l}1" t="inlineStr"><is><t>${l}</t></is></c>`);
  const sheet = `<row r="1">${headings}</row><row r="2">${cells}</row>`;
  const { rows } = await readXlsx(zipper(archive({ sheet, ...parts })));
  return rows[0]?.cells;
}

describe("Le modèle d'import du TBA", () => {
  it("se lit avec ses 62 en-têtes et sa seule ligne, malgré ses 999 lignes mises en forme", async () => {
    const { headings, rows } = await readXlsx(template());
    expect(headings).toHaveLength(62);
    expect(headings.slice(0, 3)).toEqual(["nom_apprenant *", "prenom_apprenant *", "date_de_naissance_apprenant *"]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.numero).toBe(2);
    expect(rows[0]?.cells.slice(0, 11)).toEqual([
      ...["Dupuis", "Gaston", "1998-01-24", "F", 44400, "gaston.dupuis@domain.tld", "64 bis, route de Paris", 44000],
      ...["1234567890A", "0612345678", true],
    ]);
  });
});

describe("Les cellules d'un classeur", () => {
  it("se lisent toutes, sans jamais donner «[object Object]»", async () => {
    const values: ExcelJS.CellValue[] = [
      "texte",
      77764444100018,
      true,
      { richText: [{ text: "Le " }, { font: { bold: true }, text: "Goff" }] },
      { text: "zoe@example.org", hyperlink: "mailto:zoe@example.org" },
      { formula: "1+1", result: 2 },
      { formula: 'A1&""', result: "texte" },
      { formula: "NA()", result: { error: "#N/A" } },
      { error: "#REF!" },
      { formula: "A1", result: false },
    ];
    const { rows } = await readXlsx(await workbook([values.map((_, i) => `c${i}`), values]));
    expect(rows[0]?.cells).toEqual([
      ...["texte", 77764444100018, true, "Le Goff", "zoe@example.org", 2, "texte", "#N/A", "#REF!", false],
    ]);
  });

  it("une date reste le jour écrit, quel que soit le fuseau du serveur", async () => {
    const bytes = await workbook([["debut"], [new Date("2026-09-01T00:00:00Z")], [new Date("2026-03-29T23:59:00Z")]]);
    const timezone = process.env.TZ;
    try {
      for (const tz of ["Pacific/Auckland", "America/Los_Angeles", "Europe/Paris"]) {
        process.env.TZ = tz;
        const { rows } = await readXlsx(bytes);
        expect(rows.map((l) => l.cells)).toEqual([["2026-09-01"], ["2026-03-29"]]);
      }
    } finally {
      if (timezone === undefined) delete process.env.TZ;
      else process.env.TZ = timezone;
    }
  });

  it("les dates d'un classeur au calendrier de 1904 se lisent juste", async () => {
    const cells = '<c r="A2" s="1"><v>44804</v></c>';
    expect((await readByHand(cells))?.[0]).toBe("2022-08-31");
    expect((await readByHand(cells, { workbook: '<workbookPr date1904="1"/>' }))?.[0]).toBe("2026-09-01");
  });

  it("lit les dates écrites en ISO et les textes calculés dans une colonne de dates", async () => {
    const parsed = await readByHand(
      '<c r="A2" t="d" s="1"><v>2026-09-01T00:00:00</v></c><c r="B2" t="str" s="1"><f>"31/02/2026"</f><v>31/02/2026</v></c><c r="C2" s="1"><v>77764444100018</v></c>',
    );
    expect(parsed?.slice(0, 3)).toEqual(["2026-09-01T00:00:00", "31/02/2026", "########"]);
  });

  it("lit les textes partagés, vides ou non, et ne bute pas sur un texte riche", async () => {
    const parsed = await readByHand(
      '<c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c><c r="E2" t="s"><v>3</v></c>',
      { texts: "<si><t>É&amp;a</t></si><si><t/></si><si/><si><r><t>a</t></r><r><t>b</t></r></si>" },
    );
    expect(parsed?.map((c) => c ?? "")).toEqual(["É&a", "", "", "", "ab"]);
  });

  const texts = "<si><t>zéro</t></si><si><t>un</t></si>";
  it.each([
    ["comme partout", '<c r="B2" t="s"><v>1</v></c>', "un"],
    ["sans place dite", '<c><v>7</v></c><c t="s"><v>1</v></c>', "un"],
    ["en petites lettres", '<c r="b2" t="s"><v>1</v></c>', "un"],
    ["entre apostrophes", "<c r='B2' t='s'><v>1</v></c>", "un"],
    ["dans un autre ordre, avec un attribut de plus", '<c t="s" cm="1" r="B2"><v>1</v></c>', "un"],
    ["sur plusieurs lignes", '<c\n r="B2"\n t="s">\n<v>1</v>\n</c>', "un"],
    ["avec un commentaire", '<c r="B2" t="s"><!-- <v>0</v> --><v>1</v></c>', "un"],
    ["sous un numéro qui n'existe pas", '<c r="B2" t="s"><v>2</v></c>', null],
    ["avec une entité", '<c r="B2" t="str"><v>a&lt;b</v></c>', "a<b"],
    ["avec un échappement d'Excel", '<c r="B2" t="inlineStr"><is><t>a_x0009_b</t></is></c>', "a\tb"],
    ["avec ses blancs", '<c r="B2" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>', " a "],
    ["en nombre à virgule", '<c r="B2"><v>12.50</v></c>', 12.5],
    ["en nombre trop long", '<c r="B2"><v>100000000000000000</v></c>', 1e17],
    ["en date", '<c r="B2" s="1"><v>46266</v></c>', "2026-09-01"],
    ["en date d'un style inconnu", '<c r="B2" s="77"><v>46266</v></c>', 46266],
    ["vide", '<c r="B2" s="1"/>', null],
    ["deux fois", '<c r="B2"><v>1</v></c><c r="B2"><v>2</v></c>', 2],
  ])("une cellule écrite %s se lit", async (_, written, value) => {
    const cells = `${written}<c r="C2"><v>3</v></c>`;
    expect((await readByHand(cells, { texts }))?.slice(1, 3)).toEqual([value, 3]);
  });
});

describe("Les classeurs venus d'ailleurs", () => {
  it("d'un logiciel qui préfixe ses balises", async () => {
    const addPrefix = (xml: string) =>
      xml
        .replace(/<(\/?)(?!\?|Relationship)/g, "<$1x:")
        .replaceAll('xmlns="http://schemas.openxml', 'xmlns:x="http://schemas.openxml');
    const sheet = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>12</v></c></row>';
    const files = Object.entries(archive({ sheet, texts: "<si><t>nom</t></si>" }));
    const bytes = zipper(
      Object.fromEntries(files.map(([name, xml]) => [name, name.endsWith(".rels") ? xml : addPrefix(xml)])),
    );
    expect(await readXlsx(bytes)).toEqual({ headings: ["nom"], rows: [{ numero: 2, cells: [12] }] });
  });

  it("d'un programme qui nomme ses parties comme des dossiers de Windows, ou sans leurs majuscules", async () => {
    const sheet = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" s="1"><v>46266</v></c></row>';
    const parts = archive({ sheet, texts: "<si><t>debut</t></si>" });
    const namings = [
      (name: string) => name.replaceAll("/", "\\"),
      (name: string) => name.toLowerCase(),
      (name: string) => `/${name}`,
    ];
    for (const naming of namings) {
      const renamed = Object.fromEntries(Object.entries(parts).map(([name, text]) => [naming(name), text]));
      const { headings, rows } = await readXlsx(zipper(renamed));
      expect({ headings, cells: rows[0]?.cells }).toEqual({ headings: ["debut"], cells: ["2026-09-01"] });
    }
  });

  it("avec des listes déroulantes, fusions et filtres sur des colonnes entières, et un dessin manquant", async () => {
    const sheet =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>nom</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row>';
    const files = archive({
      sheet,
      workbook:
        '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">#REF!</definedName></definedNames>',
    });
    const traps =
      '</sheetData><autoFilter ref="A1:XFD1"/><mergeCells><mergeCell ref="B1:XFD1048576"/></mergeCells><dataValidations><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a,b"</formula1></dataValidation></dataValidations><drawing r:id="rId9"/>';
    files["xl/worksheets/sheet1.xml"] = files["xl/worksheets/sheet1.xml"]?.replace("</sheetData>", traps) ?? "";
    expect((await readXlsx(zipper(files))).rows).toHaveLength(1);
  });

  it("la première feuille visible est lue, et la première ligne remplie sert d'en-têtes", async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet("Listes", { state: "hidden" }).addRow(["caché"]);
    const sheet = workbook.addWorksheet("Apprentis");
    sheet.getCell("A3").value = " nom \n apprenant";
    sheet.getCell("C3").value = "prenom";
    sheet.getCell("A4").value = "   ";
    sheet.getCell("A6").value = "Le Goff";
    sheet.getCell("D6").value = "sous aucun en-tête";
    sheet.getCell("A7").font = { bold: true };
    const got = await readXlsx(new Uint8Array(await workbook.xlsx.writeBuffer()));
    expect(got).toEqual({
      headings: ["nom apprenant", "", "prenom"],
      rows: [{ numero: 6, cells: ["Le Goff", null, null] }],
    });
  });
});

describe("Ce qui n'est pas un classeur lisible", () => {
  const unreadable = async (bytes: Uint8Array) => {
    const error = await readXlsx(bytes).catch((e: unknown) => e);
    if (!(error instanceof ServiceError)) throw new Error(`refus attendu, reçu ${String(error)}`);
    expect(error.code).toBe("INVALID_INPUT");
    return error.message;
  };

  it("est refusé d'une phrase claire", async () => {
    const sentence = /^Ce fichier n'est pas un classeur lisible : .*\.xlsx\.$/;
    expect(await unreadable(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]))).toMatch(sentence);
    expect(await unreadable(zipper({ mimetype: "application/vnd.oasis.opendocument.spreadsheet" }))).toMatch(sentence);
    expect(await unreadable(template().subarray(0, 20_000))).toMatch(sentence);
    expect(
      await unreadable(zipper(archive({ sheet: '<row r="4000000000"><c r="A4000000000"><v>1</v></c></row>' }))),
    ).toMatch(sentence);
  });

  it("une bombe est refusée sur ce qu'elle annonce, avant d'être décompressée", async () => {
    const bomb = announceSize(zipper(archive({ sheet: "" })), MAX_INFLATED_SIZE + 1);
    expect(await unreadable(bomb)).toMatch(/^Ce classeur est trop gros une fois décompressé/);
    expect(await unreadable(announceSize(bomb, 4_000_000_000))).toMatch(/^Ce classeur est trop gros/);
  });

  it("une bombe qui ment sur sa taille n'est pas décompressée au-delà de ce qu'elle annonce", async () => {
    const bomb = announceSize(zipper(archive({ sheet: " ".repeat(4 * 1024 * 1024) })), 1000);
    expect(await unreadable(bomb)).toMatch(/^Ce fichier n'est pas un classeur lisible/);
  });
});
