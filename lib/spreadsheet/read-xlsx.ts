import { strFromU8, unzipSync } from "fflate";
import { streamXlsxRows } from "hucre/xlsx";
import { readXml } from "hucre/xml";
import type { Cell } from "@/lib/domain/parse-value";
import { ServiceError } from "@/lib/errors";
import type { SheetRow } from "./sheet";

/** What all the parts of a workbook may weigh once inflated, in bytes: a sheet of four million cells makes 250 MB of XML. */
export const MAX_INFLATED_SIZE = 600 * 1024 * 1024;
const MAX_EXCEL_ROWS = 1_048_576;
const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59);
const WORKBOOK = /^\/?xl[\\/]workbook\.xml$/i;

const unreadable = () =>
  new ServiceError(
    "INVALID_INPUT",
    "Ce fichier n'est pas un classeur Excel lisible : ouvrez-le dans votre tableur et enregistrez-le au format .xlsx.",
  );

/**
 * The workbook's own part. The sizes that the archive declares are added up, and nothing is inflated beyond its declared size.
 * Throws ServiceError (INVALID_INPUT) when they are too big together.
 */
function extractWorkbookPart(bytes: Uint8Array): string | null {
  let total = 0;
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      total += originalSize;
      if (total > MAX_INFLATED_SIZE) {
        throw new ServiceError(
          "INVALID_INPUT",
          "Ce classeur est trop gros une fois décompressé : partagez-le en plusieurs fichiers.",
        );
      }
      return WORKBOOK.test(name);
    },
  });
  const [part] = Object.values(parts);
  return part === undefined ? null : strFromU8(part);
}

/** The rank of the first sheet that is not hidden; the first one when all are. */
function firstVisibleSheet(bytes: Uint8Array): number {
  const part = extractWorkbookPart(bytes);
  if (part === null) return 0;
  const sheets = readXml(part, { rowTag: "sheet", stripNamespaces: true }).data;
  const visible = sheets.findIndex((sheet) => sheet["@state"] !== "hidden" && sheet["@state"] !== "veryHidden");
  return Math.max(visible, 0);
}

/** A date cell as its day: hucre gives an instant in UTC whose day is the one written. Beyond the calendar, what Excel shows. */
function parseDay(date: Date): string {
  const instant = date.getTime();
  return Number.isNaN(instant) || instant > LAST_INSTANT ? "########" : date.toISOString().slice(0, 10);
}

function parseCell(value: Cell | Date): Cell {
  if (value instanceof Date) return parseDay(value);
  // JSON has no infinity, and would make an empty cell of it.
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

/**
 * The rows of an .xlsx workbook's first visible sheet, as they are read: dates as «AAAA-MM-JJ», links as their text, formulas as
 * their result, errors as Excel shows them («#N/A»). Throws ServiceError (INVALID_INPUT) when this is no workbook, or one that inflates
 * beyond measure.
 */
export async function* readXlsx(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  try {
    for await (const { index, values } of streamXlsxRows(bytes, { sheet: firstVisibleSheet(bytes) })) {
      if (!(index >= 0 && index < MAX_EXCEL_ROWS)) throw unreadable();
      yield { numero: index + 1, cells: values.map(parseCell) };
    }
  } catch (error) {
    throw error instanceof ServiceError ? error : unreadable();
  }
}
