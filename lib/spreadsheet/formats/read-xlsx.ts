import { parseRange, type StreamRow } from "hucre";
import { streamXlsxRows } from "hucre/xlsx";
import { readXml } from "hucre/xml";
import type { Merge, RawRow, RawSheet, RawWorkbook } from "@/lib/spreadsheet/raw.types";
import type { ZipParts } from "./open-zip";
import { type DayOfCell, parseCell } from "./parse-cell";
import { unreadableWorkbook, workbookRefusal } from "./refusals";

const MAX_EXCEL_ROWS = 1_048_576;
/** A workbook of more sheets than this is no list of apprentices. */
const MAX_SHEETS = 200;
const ROOT = { stripNamespaces: true } as const;

/** What our patch of hucre adds to a row: hidden in the sheet, and the columns whose formula holds no value. */
type PatchedRow = StreamRow & { hidden?: boolean; lost?: number[] };

const isOn = (value: unknown) => value === "1" || value === 1 || value === true || value === "true";

function attributesOf(part: string, rowTag: string): Record<string, unknown>[] {
  return readXml(part, { ...ROOT, rowTag }).data;
}

function toMerge(ref: string): Merge {
  const { startRow, endRow, startCol, endCol } = parseRange(ref);
  return { firstRow: startRow + 1, lastRow: endRow + 1, firstColumn: startCol, lastColumn: endCol };
}

async function* readRows(bytes: Uint8Array, rank: number, merges: Merge[], dayOf: DayOfCell): AsyncGenerator<RawRow> {
  const refs: string[] = [];
  const options = { sheet: rank, merges: refs };
  try {
    for await (const { index, values, hidden, lost } of streamXlsxRows(bytes, options) as AsyncIterable<PatchedRow>) {
      if (!(index >= 0 && index < MAX_EXCEL_ROWS)) throw unreadableWorkbook();
      const cells = values.map((value) => parseCell(value, dayOf));
      yield { numero: index + 1, cells, hidden: hidden === true, lost: lost ?? [] };
    }
    merges.push(...refs.map(toMerge));
  } catch (error) {
    throw workbookRefusal(error);
  }
}

async function* noRows(): AsyncGenerator<RawRow> {
  // A sheet that is all a chart has none.
}

async function* readSheets(
  bytes: Uint8Array,
  sheets: readonly Record<string, unknown>[],
  charts: ReadonlySet<unknown>,
  dayOf: DayOfCell,
): AsyncGenerator<RawSheet> {
  for (const [rank, sheet] of sheets.entries()) {
    const merges: Merge[] = [];
    const hidden = sheet["@state"] === "hidden" || sheet["@state"] === "veryHidden";
    const rows = charts.has(sheet["@id"] ?? sheet["@r:id"]) ? noRows() : readRows(bytes, rank, merges, dayOf);
    yield { name: String(sheet["@name"] ?? ""), hidden, rows, merges };
  }
}

/** The references of what is a sheet in Excel, and holds no cell: a chart, a dialogue. */
function chartsOf(relations: string | null): ReadonlySet<unknown> {
  const all = relations === null ? [] : attributesOf(relations, "Relationship");
  return new Set(
    all.filter((each) => /(?:chart|dialog)sheet$/i.test(String(each["@Type"]))).map((each) => each["@Id"]),
  );
}

const COMMENTS = /^xl\/(?:comments|threadedcomments)\d*[./]/;

/** What people write beside a cell is often what the cell does not say any more: «Partie le 12/10». */
const commentsNotice = ({ names }: ZipParts) =>
  [...names].some((name) => COMMENTS.test(name))
    ? [
        "Des cellules de ce classeur portent un commentaire : il n'est pas lu. Voyez si l'un d'eux dit un départ ou une correction que les cellules ne disent pas.",
      ]
    : [];

/**
 * An .xlsx workbook, sheet by sheet, row by row: dates as «AAAA-MM-JJ», links as their text, formulas as their result, errors as Excel shows
 * them («#N/A»). Throws ServiceError (INVALID_INPUT) when this is no workbook, or one that inflates beyond measure.
 */
export function readXlsx(bytes: Uint8Array, zip: ZipParts, dayOf: DayOfCell): RawWorkbook {
  const part = zip.read("xl/workbook.xml");
  if (part === null) throw unreadableWorkbook();
  try {
    const sheets = attributesOf(part, "sheet").filter((sheet) => sheet["@name"] !== undefined);
    const calendar1904 = attributesOf(part, "workbookPr").some((properties) => isOn(properties["@date1904"]));
    const charts = chartsOf(zip.read("xl/_rels/workbook.xml.rels"));
    if (sheets.length === 0) throw unreadableWorkbook();
    const read = readSheets(bytes, sheets.slice(0, MAX_SHEETS), charts, dayOf);
    return { calendar1904, sheets: read, notices: commentsNotice(zip), malformed: [] };
  } catch (error) {
    throw workbookRefusal(error);
  }
}
