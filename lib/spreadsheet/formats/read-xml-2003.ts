import { SaxesParser, type SaxesTagPlain } from "saxes";
import type { Cell } from "@/lib/domain/parse-value";
import type { Merge, RawRow, RawSheet, RawWorkbook } from "@/lib/spreadsheet/raw.types";
import { decodeText } from "./decode-text";
import { unreadableWorkbook, workbookRefusal } from "./refusals";

/** Excel's own limits: a place beyond them is no place, and would make as many rows or cells of it. */
const [MAX_ROWS, MAX_COLUMNS] = [1_048_576, 16_384];

/** The name without its prefix, which each program chooses. */
const local = (name: string) => name.slice(name.indexOf(":") + 1);

const attribute = ({ attributes }: SaxesTagPlain, wanted: string): string | undefined =>
  Object.entries(attributes).find(([name]) => local(name) === wanted)?.[1];

/** A count that an attribute says; null when it says none. Throws beyond `most`. */
function countOf(tag: SaxesTagPlain, wanted: string, most: number): number | null {
  const count = Number(attribute(tag, wanted) ?? Number.NaN);
  if (!Number.isInteger(count) || count < 0) return null;
  if (count > most) throw unreadableWorkbook();
  return count;
}

/** «2026-09-01T00:00:00.000» is a day; a boolean is 1 or 0; an error is the text that Excel shows. */
function parseData(type: string, text: string): Cell {
  if (type === "DateTime") return text.slice(0, 10);
  if (type === "Boolean") return text.trim() === "1";
  const number = type === "Number" && text.trim() !== "" ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : text;
}

/** Where the reading stands: the sheet, its row and its cell that are open. */
class Sheets {
  readonly all: { name: string; hidden: boolean; rows: RawRow[]; merges: Merge[] }[] = [];
  calendar1904 = false;
  private readonly path: string[] = [];
  private row = { numero: 0, cells: [] as Cell[], lost: [] as number[] };
  private next = { row: 1, column: 0 };
  private cell: { column: number; width: number; formula: boolean; type: string; text: string | null } | null = null;

  open(tag: SaxesTagPlain): void {
    const name = local(tag.name);
    const parent = this.path.at(-1);
    this.path.push(name);
    if (name === "Worksheet") {
      this.all.push({ name: attribute(tag, "Name") ?? "", hidden: false, rows: [], merges: [] });
      this.next.row = 1;
    } else if (name === "Date1904") this.calendar1904 = true;
    else if (name === "Row" && parent === "Table") this.openRow(tag);
    else if (name === "Cell" && parent === "Row") this.openCell(tag);
    else if (name === "Data" && parent === "Cell" && this.cell !== null) {
      this.cell.type = attribute(tag, "Type") ?? "String";
      this.cell.text = "";
    }
  }

  private openRow(tag: SaxesTagPlain): void {
    const numero = countOf(tag, "Index", MAX_ROWS) ?? this.next.row;
    this.row = { numero, cells: [], lost: [] };
    this.all.at(-1)?.rows.push({ ...this.row, hidden: attribute(tag, "Hidden") === "1" });
    // Rows without a cell that look alike are said once.
    this.next = { row: numero + 1 + (countOf(tag, "Span", MAX_ROWS - numero) ?? 0), column: 0 };
  }

  private openCell(tag: SaxesTagPlain): void {
    const index = countOf(tag, "Index", MAX_COLUMNS);
    const column = index === null ? this.next.column : index - 1;
    const across = countOf(tag, "MergeAcross", MAX_COLUMNS - column) ?? 0;
    const down = countOf(tag, "MergeDown", MAX_ROWS - this.row.numero) ?? 0;
    this.cell = { column, width: across + 1, formula: attribute(tag, "Formula") !== undefined, type: "", text: null };
    if (across + down === 0) return;
    const [firstRow, firstColumn] = [this.row.numero, column];
    const merge = { firstRow, lastRow: firstRow + down, firstColumn, lastColumn: column + across };
    this.all.at(-1)?.merges.push(merge);
  }

  /** A text cut in pieces of several looks is one; a remark beside a cell is not in it. */
  text(piece: string): void {
    const sheet = this.all.at(-1);
    if (this.path.at(-1) === "Visible" && piece.includes("Hidden") && sheet !== undefined) sheet.hidden = true;
    if (this.cell === null || this.cell.text === null) return;
    if (this.path.includes("Data") && !this.path.includes("Comment")) this.cell.text += piece;
  }

  close(): void {
    if (this.path.pop() !== "Cell" || this.cell === null) return;
    const { column, width, formula, type, text } = this.cell;
    const { cells, lost } = this.row;
    while (cells.length < column) cells.push(null);
    cells[column] = text === null ? null : parseData(type, text);
    if (formula && text === null) lost.push(column);
    this.next.column = column + width;
    this.cell = null;
  }
}

function parseSheets(text: string): Sheets {
  const sheets = new Sheets();
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => sheets.open(tag));
  parser.on("text", (piece) => sheets.text(piece));
  parser.on("cdata", (piece) => sheets.text(piece));
  parser.on("closetag", () => sheets.close());
  parser.write(text).close();
  return sheets;
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

/**
 * A workbook that Excel calls «Feuille de calcul XML 2003», which software also names «.xls»: one text of XML. Throws ServiceError
 * (INVALID_INPUT) when it is damaged, or says a place that no sheet has.
 */
export function readXml2003(bytes: Uint8Array): RawWorkbook {
  try {
    const { all, calendar1904 } = parseSheets(decodeText(bytes).text);
    if (all.length === 0) throw unreadableWorkbook();
    const sheets = all.map((sheet): RawSheet => ({ ...sheet, rows: each(sheet.rows) }));
    return { calendar1904, sheets: each(sheets), notices: [], malformed: [] };
  } catch (error) {
    throw workbookRefusal(error);
  }
}
