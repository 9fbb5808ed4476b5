import ExcelJS from "exceljs";
import { expect } from "vitest";
import { ETAT_LABELS, ETATS } from "@/lib/domain/etat";
import { STATUT_LABELS } from "@/lib/domain/statut";
import { exportRapport } from "@/lib/services/rapport/export-rapport";
import { wholeRapport } from "../pages";
import type { Cfa } from "../world";

type Shown = Awaited<ReturnType<typeof wholeRapport>>;

const textsOf = (row: ExcelJS.Row) => (row.values as unknown[]).map((value) => String(value ?? ""));

function sameLines(sheet: ExcelJS.Worksheet, { rows }: Shown): void {
  const headings = textsOf(sheet.getRow(1));
  const told = rows.map((_, rank) => {
    const row = sheet.getRow(rank + 2);
    const text = (heading: string) => String(row.getCell(headings.indexOf(heading)).value ?? "");
    // Beside the state, how many things stop the dossier.
    return { numero: text("N°"), etat: text("État du dossier").replace(/ \(.*/, ""), statut: text("Statut sur TBA") };
  });
  expect(sheet.actualRowCount - 1, "lignes du classeur").toBe(rows.length);
  expect(told, "classeur").toEqual(
    rows.map(({ numero, etat, statut }) => ({
      numero: String(numero),
      etat: ETAT_LABELS[etat],
      statut: statut === null ? "" : STATUT_LABELS[statut],
    })),
  );
}

function sameSummary(sheet: ExcelJS.Worksheet, { byEtat }: Shown): void {
  const told = new Map<string, string>();
  sheet.eachRow((row) => {
    const [, what = "", label = "", count = ""] = textsOf(row);
    if (what === "Dossiers") told.set(label, count);
  });
  for (const etat of ETATS) expect({ etat, n: told.get(ETAT_LABELS[etat]) }).toEqual({ etat, n: String(byEtat[etat]) });
}

/** The downloaded workbook has the report's lines, in its order, and its counts. Answers its bytes. */
export async function sameWorkbook(cfa: Cfa): Promise<Uint8Array> {
  const shown = await wholeRapport(cfa);
  const { stream } = await cfa.act(exportRapport);
  const bytes = await new Response(stream).arrayBuffer();
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes);
  const [lines, summary] = book.worksheets;
  if (lines === undefined || summary === undefined) throw new Error("Le rapport n'a pas ses deux feuilles.");
  sameLines(lines, shown);
  sameSummary(summary, shown);
  return new Uint8Array(bytes);
}
