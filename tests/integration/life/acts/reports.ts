import ExcelJS from "exceljs";
import { expect } from "vitest";
import { importBytes } from "@/tests/helpers/import-bytes";
import { NothingToDo } from "../chances";
import { sameWorkbook } from "../promises/same-workbook";
import { SIRET } from "../school-software";
import { snapshotOf } from "../stored";
import type { Cfa } from "../world";
import { checkApplied } from "./imports";

/** The report is downloaded: it has the lines of the page. */
export async function downloadReport(cfa: Cfa): Promise<string> {
  cfa.reports.push(await sameWorkbook(cfa));
  return `${cfa.reports.length} en tout`;
}

/** A report of any day comes back, with some cells changed: what was typed becomes corrections, and nothing else changes. */
export async function sendReportBack(cfa: Cfa): Promise<string> {
  const { chances, tools } = cfa;
  const { below, pick } = chances;
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(pick(cfa.reports).slice().buffer);
  const [sheet] = book.worksheets;
  if (sheet === undefined || sheet.actualRowCount < 2) throw new NothingToDo();
  const headings = (sheet.getRow(1).values as unknown[]).map(String);
  const touched = new Set<string>();
  for (let change = below(3); change > 0; change--) {
    const row = sheet.getRow(2 + below(sheet.actualRowCount - 1));
    const [heading, value] = pick([
      ["adresse_apprenant", "77 rue"],
      ["SIRET du formateur", SIRET],
    ] as const);
    row.getCell(headings.indexOf(heading)).value = value;
    touched.add(String(row.getCell(headings.indexOf("Identifiant dans le logiciel")).value));
  }
  const before = await snapshotOf(tools.database.db, cfa.id);
  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  const { id, modified } = await cfa.act(importBytes, { name: "rapport.xlsx", bytes }, tools.simulator.tba);
  const after = await checkApplied(cfa, id, before);
  for (const [dossier, was] of before) {
    const is = after.get(dossier);
    expect(is?.source, "le rapport n'est pas la source").toEqual(was.source);
    if (!touched.has(was.idErp))
      expect(is?.corrections, "une ligne à laquelle personne n'a touché").toEqual(was.corrections);
  }
  return `${touched.size} lignes retouchées, ${modified} dossiers modifiés`;
}
