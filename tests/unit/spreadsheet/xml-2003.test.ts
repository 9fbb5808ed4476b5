import { describe, expect, it } from "vitest";
import { ServiceError } from "@/lib/errors";
import { interpret } from "@/tests/helpers/interpret";

const HEADINGS = ["Identifiant", "Nom", "Prénom", "Date de naissance", "Code postal", "Groupe"];
const data = (value: string, type = "String") => `<Data ss:Type="${type}">${value}</Data>`;
const cell = (value: string, type = "String") => `<Cell>${data(value, type)}</Cell>`;
const BIRTH = cell("2008-03-12T00:00:00.000", "DateTime");

const worksheet = (rows: string, name = "Apprentis", after = "") =>
  `<Worksheet ss:Name="${name}"><Table ss:ExpandedColumnCount="6"><Column ss:Width="80"/>${rows}</Table>${after}</Worksheet>`;

const workbook = (sheets: string, prolog = `<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n`) =>
  `${prolog}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">${sheets}</Workbook>`;

const read = (text: string) => interpret(new TextEncoder().encode(text), "export.xls");
const headings = `<Row>${HEADINGS.map((heading) => cell(heading)).join("")}</Row>`;

describe("Un classeur « XML 2003 » d'Excel", () => {
  it("est lu avec ses places sautées, ses morceaux de texte et sans ses remarques", async () => {
    const { sources, reading } = await read(
      workbook(
        worksheet(
          `<Row ss:Span="1"/><Row ss:Index="4">${HEADINGS.map((heading) => cell(heading)).join("")}</Row>` +
            `<Row>${cell("A1")}<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">Le <B>Goff</B></ss:Data><Comment><ss:Data>vérifié</ss:Data></Comment></Cell>` +
            `${cell("Zoé &amp; Léa")}${BIRTH}<Cell ss:Index="6">${data("TSTC2")}</Cell></Row>`,
        ),
      ),
    );
    expect(reading.sheets).toEqual([{ name: "Apprentis", headingRow: 4, rows: 1, taken: true }]);
    expect(sources).toEqual([
      expect.objectContaining({
        id_erp_apprenant: "A1",
        nom_apprenant: "Le Goff",
        prenom_apprenant: "Zoé & Léa",
        date_de_naissance_apprenant: "2008-03-12",
        groupe_formation: "TSTC2",
      }),
    ]);
    expect(sources[0]).not.toHaveProperty("code_postal_apprenant");
  });

  it("dit ses blocs fusionnés et ses formules sans valeur", async () => {
    const { sources, notices } = await read(
      workbook(
        worksheet(
          headings +
            `<Row>${cell("A1")}${cell("Martin")}${cell("Zoé")}${BIRTH}${cell("35000")}<Cell ss:MergeDown="1">${data("TSTC2")}</Cell></Row>` +
            `<Row>${cell("A2")}${cell("Bernard")}${cell("Éloïse")}${BIRTH}<Cell ss:Formula="=R[-1]C"/></Row>`,
        ),
      ),
    );
    expect(sources.map((source) => source.groupe_formation)).toEqual(["TSTC2", "TSTC2"]);
    expect(notices).toMatch(/fusionn/);
    expect(notices).toMatch(/formule/);
  });

  it("compte ses nombres depuis 1904 quand il le dit", async () => {
    const calendar = "<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>";
    const row = `<Row>${cell("A1")}${cell("Martin")}${cell("Zoé")}${cell("38057", "Number")}${cell("35000", "Number")}</Row>`;
    const { sources } = await read(workbook(calendar + worksheet(headings + row)));
    expect(sources[0]).toMatchObject({ date_de_naissance_apprenant: "2008-03-12", code_postal_apprenant: "35000" });
  });

  it("laisse de côté une feuille masquée, et le dit", async () => {
    const row = `<Row>${cell("A1")}${cell("Martin")}${cell("Zoé")}${BIRTH}</Row>`;
    const hidden = `<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>`;
    const { sources, notices } = await read(
      workbook(worksheet(headings + row) + worksheet(headings + row, "Anciens", hidden)),
    );
    expect(sources).toHaveLength(1);
    expect(notices).toContain("« Anciens » (1 ligne) n'est pas prise : elle est masquée");
  });

  it.each([
    ["coupé", workbook(worksheet(headings)).slice(0, -40)],
    ["sans feuille", workbook("")],
    ["dont une ligne est hors de toute feuille", workbook(worksheet(`<Row ss:Index="99999999999">${cell("A")}</Row>`))],
    ["dont une cellule est hors de toute feuille", workbook(worksheet(`<Row><Cell ss:Index="2000000000"/></Row>`))],
    [
      "qui fait enfler ses entités",
      workbook(
        worksheet(`<Row>${cell("&lol;")}</Row>`),
        `<?xml version="1.0"?><!DOCTYPE Workbook [<!ENTITY l "aaaa"><!ENTITY lol "&l;&l;&l;&l;">]>`,
      ),
    ],
  ])("%s est refusé d'une phrase", async (_name, text) => {
    const error = await read(text).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ServiceError);
    expect((error as ServiceError).message).toMatch(/classeur/);
  });

  it("n'est pas confondu avec une page HTML qui se dit XML", async () => {
    const row = (cells: readonly string[], tag: string) =>
      `<tr>${cells.map((text) => `<${tag}>${text}</${tag}>`).join("")}</tr>`;
    const { sources } = await read(
      `<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body><table>` +
        `${row(HEADINGS, "th")}${row(["A1", "Martin", "Zoé", "12/03/2008", "35000", "TSTC2"], "td")}</table></body></html>`,
    );
    expect(sources).toEqual([expect.objectContaining({ nom_apprenant: "Martin", groupe_formation: "TSTC2" })]);
  });
});
