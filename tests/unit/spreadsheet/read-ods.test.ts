import { describe, expect, it } from "vitest";
import { interpret } from "@/tests/helpers/interpret";
import { zipper } from "./make-workbook";

const SPACES = ["office", "table", "text"]
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(" ");
const text = (said: string) =>
  `<table:table-cell office:value-type="string"><text:p>${said}</text:p></table:table-cell>`;
const number = (value: number) => `<table:table-cell office:value-type="float" office:value="${value}"/>`;
const date = (day: string) => `<table:table-cell office:value-type="date" office:date-value="${day}"/>`;
const row = (...cells: string[]) => `<table:table-row>${cells.join("")}</table:table-row>`;

/** An OpenDocument workbook of one sheet, as LibreOffice would write it. */
function parts(rows: string, settings = "", finish = (content: string) => content): Record<string, string> {
  const table = `<table:table table:name="A">${rows}</table:table>`;
  const content = `<?xml version="1.0"?><office:document-content ${SPACES}><office:body><office:spreadsheet>${settings}${table}</office:spreadsheet></office:body></office:document-content>`;
  return { mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": finish(content) };
}

const workbook = (...of: Parameters<typeof parts>): Uint8Array => zipper(parts(...of));

const headings = row(...["Identifiant", "Nom", "Prénom", "Date de naissance", "Code postal"].map(text));
const lines = (birth: string) => headings + row(text("A1"), text("Martin"), text("Zoé"), birth, number(35000));
const settings = (nullDate: string) =>
  `<table:calculation-settings><table:null-date table:date-value="${nullDate}"/></table:calculation-settings>`;

describe("Un classeur OpenDocument", () => {
  it.each([
    ["compte ses nombres depuis 1904 quand il le dit", number(38057), settings("1904-01-01")],
    ["les compte comme Excel quand il dit 1899", number(39519), settings("1899-12-30")],
    ["les compte comme Excel quand il ne dit rien", number(39519), ""],
    ["n'y change rien quand ce sont de vraies dates", date("2008-03-12"), settings("1904-01-01")],
  ])("%s", async (_name, birth, said) => {
    const { sources } = await interpret(workbook(lines(birth), said), "liste.ods");
    expect(sources).toMatchObject([{ date_de_naissance_apprenant: "2008-03-12", code_postal_apprenant: "35000" }]);
  });

  it("compressé de nouveau sans son premier fichier, qui dit ce qu'il est, se lit", async () => {
    const { mimetype: _, ...others } = parts(lines(date("2008-03-12")));
    const { sources } = await interpret(zipper(others), "liste.ods");
    expect(sources).toMatchObject([{ nom_apprenant: "Martin", date_de_naissance_apprenant: "2008-03-12" }]);
  });

  it("dont une feuille est vide le dit", async () => {
    const tables = (content: string) =>
      content.replace(
        "</table:table>",
        `</table:table><table:table table:name="B">${row("<table:table-cell/>")}</table:table>`,
      );
    const { reading, notices } = await interpret(workbook(lines(date("2008-03-12")), "", tables), "liste.ods");
    expect(reading.sheets.map(({ name, headingRow, taken }) => [name, headingRow, taken])).toEqual([
      ["A", 1, true],
      ["B", null, false],
    ]);
    expect(notices).toMatch(/« B » n'est pas prise/);
  });

  it("dont une cellule a plusieurs paragraphes garde leurs lignes, et rien de sa remarque", async () => {
    const said = `<table:table-cell office:value-type="string"><office:annotation><text:p>privé</text:p></office:annotation><text:p>3 rue des</text:p><text:p>Lilas</text:p></table:table-cell>`;
    const rows = row(...["Nom", "Prénom", "Date de naissance", "Adresse"].map(text));
    const { sources } = await interpret(
      workbook(rows + row(text("Martin"), text("Zoé"), date("2008-03-12"), said)),
      "liste.ods",
    );
    expect(sources[0]?.adresse_apprenant).toBe("3 rue des\nLilas");
  });
});
