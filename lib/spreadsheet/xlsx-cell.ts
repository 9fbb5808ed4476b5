import type { CellErrorValue, CellRichTextValue, CellValue } from "exceljs";
import type { Cell } from "@/lib/domain/parse-value";

const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59);

/** exceljs gives a date cell as an instant in UTC: its UTC day is the one written. Beyond the calendar, what Excel shows. */
function parseDay(date: Date): string {
  const instant = date.getTime();
  return Number.isNaN(instant) || instant > LAST_INSTANT ? "########" : date.toISOString().slice(0, 10);
}

const readRichText = (value: CellRichTextValue) => value.richText.map((chunk) => chunk.text ?? "").join("");

type Result = string | number | boolean | Date | CellErrorValue | undefined;

function parseResult(result: Result): Cell {
  if (result === undefined || result === null) return null;
  if (result instanceof Date) return parseDay(result);
  return typeof result === "object" ? result.error : result;
}

/** The text of a link is at times itself rich text, whatever the types say; a link without text is its address. */
function readLink(text: unknown, address: string): string {
  if (typeof text === "string" && text !== "") return text;
  if (typeof text === "object" && text !== null && "richText" in text) {
    return readRichText(text as CellRichTextValue);
  }
  return address.replace(/^mailto:/i, "");
}

/**
 * What a cell of exceljs holds, as text, number or boolean: dates as «AAAA-MM-JJ», links as their text, formulas as their
 * result, errors as Excel shows them («#N/A»), so that nothing is lost and nothing reads «[object Object]».
 */
export function parseCell(value: CellValue): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value !== "object") return value;
  if (value instanceof Date) return parseDay(value);
  if ("error" in value) return value.error;
  if ("richText" in value) return readRichText(value);
  if ("hyperlink" in value) return readLink(value.text, value.hyperlink);
  if ("formula" in value || "sharedFormula" in value) return parseResult(value.result);
  // Every kind is read above; at run time an empty shared string comes as an empty object.
  value satisfies never;
  return null;
}
