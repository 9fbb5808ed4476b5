import { decodeHTML } from "entities";
import { fromHtml } from "hucre";
import { countKnownHeadings } from "@/lib/spreadsheet/headings/match-heading";
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

const TAG = /<(\/?)table\b[^>]*>/gi;
/** Rows among which headings are looked for. */
const FIRST_ROWS = 30;

/** The tables that hold no other, one after the other, when the page puts tables in tables to place them; null when it does not. */
function innermost(text: string): string | null {
  const found: string[] = [];
  let [opened, depth, nested] = [-1, 0, false];
  for (const { 0: tag, 1: slash, index } of text.matchAll(TAG)) {
    if (slash === "") {
      nested ||= depth > 0;
      depth += 1;
      opened = index;
      continue;
    }
    depth = Math.max(0, depth - 1);
    if (opened !== -1) found.push(text.slice(opened, index + tag.length));
    opened = -1;
  }
  return nested ? found.join("\n") : null;
}

const parse = (text: string) => fromHtml(text, { typeInference: false });
const known = ({ rows }: ReturnType<typeof parse>) =>
  Math.max(0, ...rows.slice(0, FIRST_ROWS).map((row) => countKnownHeadings(row.map(toText))));

function parseTables(page: string): ReturnType<typeof parse> {
  // What a break parts is not one word.
  const text = page.replace(/<br\b[^>]*>/gi, "\n");
  const whole = parse(text);
  const inner = innermost(text);
  if (inner === null) return whole;
  const tables = parse(inner);
  return known(tables) > known(whole) ? tables : whole;
}

/**
 * A table of HTML, which many web programs call «.xls»; of tables placed in tables, those that hold the list. Every cell is text. Throws ServiceError
 * (INVALID_INPUT) when the page holds no table.
 */
export function readHtml(bytes: Uint8Array): RawWorkbook {
  const { text } = decodeText(bytes);
  if (!/<table[\s>]/i.test(text)) throw notASpreadsheet();
  try {
    const { rows, merges = [] } = parseTables(text);
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
