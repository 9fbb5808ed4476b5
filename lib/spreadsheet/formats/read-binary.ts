import { readXls, readXlsb, type Sheet, type Workbook } from "hucre";
import type { Merge, RawRow, RawSheet, RawWorkbook } from "@/lib/spreadsheet/raw.types";
import { type DayOfCell, parseCell } from "./parse-cell";
import { workbookRefusal } from "./refusals";

/** What our patch of hucre adds: sheets and rows hidden, the calendar. */
type PatchedSheet = Sheet & { hidden?: boolean; hiddenRows?: ReadonlySet<number> };
type PatchedWorkbook = Workbook & { dateSystem?: string };

async function* readRows({ rows, hiddenRows }: PatchedSheet, dayOf: DayOfCell): AsyncGenerator<RawRow> {
  for (const [index, values] of rows.entries()) {
    // A row that the file does not hold is a hole of the array.
    if (values === undefined) continue;
    const cells = Array.from(values, (value) => parseCell(value, dayOf));
    yield { numero: index + 1, cells, hidden: hiddenRows?.has(index) === true, lost: [] };
  }
}

async function* readSheets(sheets: readonly PatchedSheet[], dayOf: DayOfCell): AsyncGenerator<RawSheet> {
  for (const sheet of sheets) {
    const merges: Merge[] = (sheet.merges ?? []).map((merge) => ({
      firstRow: merge.startRow + 1,
      lastRow: merge.endRow + 1,
      firstColumn: merge.startCol,
      lastColumn: merge.endCol,
    }));
    yield { name: sheet.name, hidden: sheet.hidden === true, rows: readRows(sheet, dayOf), merges };
  }
}

/** A binary workbook (.xls of Excel 97 and after, .xlsb), read whole. Throws ServiceError (INVALID_INPUT) when it is damaged or protected. */
export async function readBinary(bytes: Uint8Array, format: "xls" | "xlsb", dayOf: DayOfCell): Promise<RawWorkbook> {
  try {
    const workbook: PatchedWorkbook = await (format === "xls" ? readXls(bytes) : readXlsb(bytes));
    return {
      calendar1904: workbook.dateSystem === "1904",
      sheets: readSheets(workbook.sheets, dayOf),
      notices: [],
      malformed: [],
    };
  } catch (error) {
    throw workbookRefusal(error);
  }
}
