import { decodeHTML } from "entities";
import { fromHtml } from "hucre";
import type { RawRow, RawSheet, RawWorkbook } from "@/lib/spreadsheet/raw.types";
import { decodeText } from "./decode-text";
import { parseCell } from "./parse-cell";
import { notASpreadsheet, workbookRefusal } from "./refusals";

/** hucre reads the names that XML has; pages also say «&eacute;» and «&nbsp;». */
const toText = (value: unknown) => (typeof value === "string" ? decodeHTML(value) : parseCell(value));

async function* readRows(rows: readonly (readonly unknown[])[]): AsyncGenerator<RawRow> {
  for (const [index, values] of rows.entries()) {
    yield { numero: index + 1, cells: values.map(toText), hidden: false, lost: [] };
  }
}

async function* onlySheet(sheet: RawSheet): AsyncGenerator<RawSheet> {
  yield sheet;
}

/** A table of HTML, which many web programs call «.xls». Every cell is text. Throws ServiceError (INVALID_INPUT) when the page holds no table. */
export function readHtml(bytes: Uint8Array): RawWorkbook {
  const { text } = decodeText(bytes);
  if (!/<table[\s>]/i.test(text)) throw notASpreadsheet();
  try {
    const { rows, merges = [] } = fromHtml(text, { typeInference: false });
    const sheet: RawSheet = {
      name: "",
      hidden: false,
      rows: readRows(rows),
      merges: merges.map(({ startRow, endRow, startCol, endCol }) => ({
        firstRow: startRow + 1,
        lastRow: endRow + 1,
        firstColumn: startCol,
        lastColumn: endCol,
      })),
    };
    return { calendar1904: false, sheets: onlySheet(sheet), notices: [], malformed: [] };
  } catch (error) {
    throw workbookRefusal(error);
  }
}
