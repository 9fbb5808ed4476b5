import type { PassThrough, Writable } from "node:stream";
import ExcelJS from "exceljs";
import { dayToNumber, existsInCalendar } from "@/lib/domain/day";
import type { XlsxCell, XlsxColumn, XlsxFrame, XlsxSheet } from "@/lib/spreadsheet/xlsx.types";

const MAX_EXCEL_CHARACTERS = 32_767;
const SERIAL_OF_1970_01_01 = 25569;
/** Excel's calendar has a 29 February 1900: the days before it are off by one. */
const FIRST_SAFE_DAY = "1900-03-01";

const AUTHOR = "Passerelle TBA";
const A4 = 9;
/** On paper: lying down, as wide as the page, as many pages as it takes. */
const PAGE_SETUP = { paperSize: A4, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 } as const;

/** The text format keeps Excel from making a formula or a number of a text, even when the cell is edited. */
const FORMATS = { text: "@", date: "dd/mm/yyyy", number: "General" } as const;

/** One object a kind: exceljs looks for the style of a cell among all those it knows, unless it has met this very object. */
const styleOf = (kind: XlsxColumn["kind"]): Partial<ExcelJS.Style> => ({
  numFmt: FORMATS[kind],
  alignment: { vertical: "top", wrapText: kind === "text" },
});
const STYLES = { text: styleOf("text"), date: styleOf("date"), number: styleOf("number") } as const;

/** Of all that Unicode has, exceljs leaves these in, which XML refuses: one in one name, and Excel finds the whole workbook damaged. */
const NO_XML = /[\uFFFE\uFFFF]/;
const NO_XML_ANYWHERE = new RegExp(NO_XML, "g");
const xmlText = (text: string): string => (NO_XML.test(text) ? text.replace(NO_XML_ANYWHERE, "\uFFFD") : text);

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && text >= FIRST_SAFE_DAY && existsInCalendar(text);

/** What goes into a cell, nothing for a blank, which has its column's style: a string never becomes a formula, a day becomes Excel's number of it (no hour, no zone). */
function cellValue(cell: XlsxCell | undefined, kind: XlsxColumn["kind"]): string | number | undefined {
  if (cell === undefined || cell === null || cell === "") return undefined;
  if (typeof cell === "number") return kind === "text" ? String(cell) : cell;
  if (kind === "date" && isDay(cell)) return dayToNumber(cell) + SERIAL_OF_1970_01_01;
  const text = xmlText(cell);
  return text.length > MAX_EXCEL_CHARACTERS ? `${text.slice(0, MAX_EXCEL_CHARACTERS - 1)}…` : text;
}

/** The reader is slow: wait until it took what is ready, or went away. */
function drain(output: PassThrough): Promise<void> {
  return new Promise((resolve) => {
    const next = () => {
      output.off("drain", next);
      output.off("close", next);
      resolve();
    };
    output.on("drain", next);
    output.on("close", next);
  });
}

/** So many rows are written while those before them are pressed. */
const ROWS_AHEAD = 500;
const NOTHING = Buffer.alloc(0);

/**
 * Waits, once every so many rows, until those of the time before are on their way out: exceljs hands its text over without waiting for it, and on a machine that is busy a
 * whole sheet would lie in memory.
 */
function createPace(sheet: object, output: PassThrough): (written: number) => Promise<void> {
  const { stream } = sheet as { stream?: { pipes?: Pick<Writable, "write">[] } };
  const press = stream?.pipes?.[0];
  const gone = new Promise<void>((resolve) => output.once("close", resolve));
  let before: Promise<void> = Promise.resolve();
  return async (written) => {
    if (press === undefined || written % ROWS_AHEAD > 0) return;
    await before;
    const pressed = new Promise<void>((resolve) => press.write(NOTHING, () => resolve()));
    before = Promise.race([pressed, gone]);
  };
}

type Workbook = ExcelJS.stream.xlsx.WorkbookWriter;

function prepareSheet(workbook: Workbook, { sheet, columns, frozenColumns = 0 }: XlsxFrame) {
  const views = [{ state: "frozen" as const, xSplit: frozenColumns, ySplit: 1 }];
  const opened = workbook.addWorksheet(sheet, { views, pageSetup: PAGE_SETUP });
  opened.columns = columns.map(({ heading, width, kind, hidden }) => ({
    header: xmlText(heading),
    width: width,
    hidden: hidden === true,
    style: STYLES[kind],
  }));
  const titles = opened.getRow(1);
  titles.font = { bold: true, name: "Calibri", size: 11 };
  titles.commit();
  return opened;
}

async function writeSheet(workbook: Workbook, source: XlsxSheet, output: PassThrough): Promise<void> {
  const { columns, rows } = source;
  const sheet = prepareSheet(workbook, source);
  const keepPace = createPace(sheet, output);
  let written = 0;
  for await (const row of rows) {
    const added = sheet.addRow(columns.map(({ kind }, i) => cellValue(row[i], kind)));
    for (const [n, { kind }] of columns.entries()) {
      const cell = added.findCell(n + 1);
      if (cell !== undefined) cell.style = STYLES[kind];
    }
    added.commit();
    written += 1;
    if (output.writableNeedDrain) await drain(output);
    await keepPace(written);
    if (output.destroyed) return;
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: written + 1, column: columns.length } };
  sheet.commit();
}

/** Writes a workbook into `output`, as fast as it is read and as its rows come; stops when it is destroyed. */
export async function writeWorkbook(sheets: readonly XlsxSheet[], output: PassThrough): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: false });
  workbook.creator = AUTHOR;
  workbook.lastModifiedBy = AUTHOR;
  for (const sheet of sheets) {
    await writeSheet(workbook, sheet, output);
    if (output.destroyed) return;
  }
  await workbook.commit();
}
