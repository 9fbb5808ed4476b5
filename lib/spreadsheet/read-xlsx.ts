import ExcelJS from "exceljs";
import type { Cell } from "@/lib/domain/parse-value";
import { ServiceError } from "@/lib/errors";
import { extractWorkbook } from "./archive-xlsx";
import { buildSheet, type Sheet, type SheetRow } from "./sheet";
import { parseCell } from "./xlsx-cell";

const MAX_EXCEL_ROWS = 1_048_576;

/** Parts of a sheet that hold no value; exceljs unrolls some of their ranges cell by cell, or looks for missing files. */
const NO_VALUE = [
  ...["hyperlinks", "mergeCells", "dataValidations", "conditionalFormatting", "drawing", "picture", "tableParts"],
  ...["extLst", "autoFilter", "headerFooter", "rowBreaks", "pageSetup", "printOptions", "sheetProtection"],
];

async function open(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const unreadable = new ServiceError(
    "INVALID_INPUT",
    "Ce fichier n'est pas un classeur Excel lisible : ouvrez-le dans votre tableur et enregistrez-le au format .xlsx.",
  );
  try {
    const workbook = new ExcelJS.Workbook();
    const archive = extractWorkbook(bytes);
    await workbook.xlsx.load(archive.slice().buffer as ArrayBuffer, { ignoreNodes: NO_VALUE });
    if (workbook.worksheets.some((sheet) => sheet.rowCount > MAX_EXCEL_ROWS)) throw unreadable;
    return workbook;
  } catch (error) {
    throw error instanceof ServiceError ? error : unreadable;
  }
}

function rows(sheet: ExcelJS.Worksheet): SheetRow[] {
  const parsed: SheetRow[] = [];
  sheet.eachRow({ includeEmpty: false }, (row, numero) => {
    const cells: Cell[] = [];
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      while (cells.length < column - 1) cells.push(null);
      cells.push(parseCell(cell.value));
    });
    parsed.push({ numero, cells });
  });
  return parsed;
}

/**
 * The table of an .xlsx workbook: its first visible sheet, the first row that is not empty being the headings.
 * Throws ServiceError (INVALID_INPUT) when this is no workbook, or one that inflates beyond measure.
 */
export async function readXlsx(bytes: Uint8Array): Promise<Sheet> {
  const workbook = await open(bytes);
  const sheet = workbook.worksheets.find((candidate) => candidate.state === "visible") ?? workbook.worksheets[0];
  return buildSheet(sheet === undefined ? [] : rows(sheet));
}
