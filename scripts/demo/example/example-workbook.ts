import ExcelJS from "exceljs";
import { unzipSync, type Zippable, zipSync } from "fflate";
import { dayToNumber } from "@/lib/domain/day";
import { EXAMPLE_CFA, type ExampleCfa } from "./cfa";
import { HEADINGS } from "./columns";
import { type ExampleCell, exampleDossier } from "./example-dossier";
import { PEOPLE, type Person } from "./people";

const SERIAL_OF_1970_01_01 = 25569;
/** The template's own format for dates. */
const FORMAT_DATE = "mm-dd-yy";
const WRITTEN_ON = "2026-11-24T08:00:00";
/** The template has rows that were formatted and never filled. */
const FORMATTED_ROWS = 200;

function fill(cell: ExcelJS.Cell, content: ExampleCell | undefined): void {
  if (content === undefined) return;
  switch (content.kind) {
    case "date":
      cell.value = dayToNumber(content.day) + SERIAL_OF_1970_01_01;
      cell.numFmt = FORMAT_DATE;
      return;
    case "lien":
      cell.value = { text: content.address, hyperlink: `mailto:${content.address}` };
      return;
    case "value":
      cell.value = content.value;
      return;
  }
}

/** The same bytes at each run: exceljs dates the files of its archive with the present. */
function withoutTime(bytes: Uint8Array): Uint8Array {
  const files: Zippable = {};
  for (const [name, content] of Object.entries(unzipSync(bytes))) files[name] = [content, { mtime: WRITTEN_ON }];
  return zipSync(files);
}

/** The bytes of a sample: the TBA's import template, filled by the software of an invented CFA. */
export async function exampleWorkbook(
  people: readonly Person[] = PEOPLE,
  cfa: ExampleCfa = EXAMPLE_CFA,
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.created = new Date(`${WRITTEN_ON}Z`);
  workbook.modified = workbook.created;
  const sheet = workbook.addWorksheet("Modèle", { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.columns = HEADINGS.map((heading) => ({ header: heading, width: Math.min(heading.length + 2, 32) }));
  sheet.getRow(1).font = { bold: true, name: "Calibri", size: 11 };
  const champs = HEADINGS.map((heading) => heading.replace(/[\s*]+$/, ""));
  for (const [rank, person] of people.entries()) {
    const dossier = exampleDossier(person, rank, cfa);
    for (const [i, champ] of champs.entries()) fill(sheet.getCell(rank + 2, i + 1), dossier[champ]);
  }
  for (let row = people.length + 2; row <= FORMATTED_ROWS; row++) {
    for (let i = 1; i <= champs.length; i++) sheet.getCell(row, i).font = { name: "Calibri", size: 11 };
  }
  return withoutTime(new Uint8Array(await workbook.xlsx.writeBuffer()));
}
