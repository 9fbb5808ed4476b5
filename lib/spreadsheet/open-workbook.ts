import { ServiceError } from "@/lib/errors";
import { decodeText } from "./formats/decode-text";
import { openZip } from "./formats/open-zip";
import { otherArchive, otherKind, otherText } from "./formats/other-kinds";
import { type DayOfCell, writtenDay } from "./formats/parse-cell";
import { readBinary } from "./formats/read-binary";
import { holdsTable, readCsv } from "./formats/read-csv";
import { readHtml } from "./formats/read-html";
import { readOds } from "./formats/read-ods";
import { readXlsx } from "./formats/read-xlsx";
import { readXml2003 } from "./formats/read-xml-2003";
import { anotherKind, notASpreadsheet, workbookRefusal } from "./formats/refusals";
import type { RawWorkbook } from "./raw.types";

const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
/** An XML text may begin by saying so, even when it is a page of HTML. */
const PROLOG = /^(?:<\?[^>]*>\s*|<!--[\s\S]*?-->\s*)*/;
/** A page may also begin with its style, its title, or a block of text. */
const HTML =
  /^<(?:!doctype html|html|head|body|meta|title|style|script|link|base|table|div|span|center|font|form|p|b|br|h[1-6])\b/i;
const XML_2003 = /^<(?:\w+:)?Workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet/;
const WORKBOOK_NAME = /\.(?:xlsx|xlsm|xltx|xlsb|ods)$/i;

const startsWith = (bytes: Uint8Array, start: readonly number[]) => start.every((byte, i) => bytes[i] === byte);

/** Control characters that no text file holds: a picture, a PDF. UTF-16 has zeros, one byte of two; old systems end a text with the 26th. */
function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 4096);
  const zeros = sample.filter((byte) => byte === 0).length;
  if (zeros > sample.length * 0.35 && zeros < sample.length * 0.65) return false;
  return sample.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27));
}

const ENTRIES = /^[\\/]?xl[\\/](?:workbook\.xml|_rels[\\/]workbook\.xml\.rels)$/i;

function openArchive(bytes: Uint8Array, dayOf: DayOfCell): RawWorkbook | Promise<RawWorkbook> {
  try {
    const zip = openZip(bytes, ENTRIES);
    const kind = otherArchive(zip.names);
    if (kind !== null) throw anotherKind(kind);
    if (zip.names.has("xl/workbook.bin")) return readBinary(bytes, "xlsb", dayOf);
    if (zip.names.has("content.xml")) return readOds(bytes, dayOf);
    return readXlsx(bytes, zip, dayOf);
  } catch (error) {
    throw workbookRefusal(error);
  }
}

/**
 * A file that someone drops in, whatever its format: xlsx, xlsb, xls, ods, the XML of Excel 2003, text with separators, or a table of HTML; its content decides, never its name alone.
 * `dayOf`: what a date cell of a workbook means. Throws ServiceError (INVALID_INPUT), with one sentence for the person, for a file of another kind or that
 * cannot be read.
 */
export async function openWorkbook(
  bytes: Uint8Array,
  fileName: string,
  dayOf: DayOfCell = writtenDay,
): Promise<RawWorkbook> {
  if (bytes.byteLength === 0) throw new ServiceError("INVALID_INPUT", "Ce fichier est vide.");
  if (startsWith(bytes, ZIP)) return openArchive(bytes, dayOf);
  if (startsWith(bytes, OLE)) return readBinary(bytes, "xls", dayOf);
  const kind = otherKind(bytes);
  if (kind !== null) throw anotherKind(kind);
  const start = decodeText(bytes.subarray(0, 2048)).text.trimStart().replace(PROLOG, "");
  const text = otherText(start);
  if (text !== null) throw anotherKind(text);
  if (XML_2003.test(start)) return readXml2003(bytes);
  if (HTML.test(start)) return readHtml(bytes);
  if (isBinary(bytes) || start.startsWith("<") || (WORKBOOK_NAME.test(fileName) && !holdsTable(bytes)))
    throw notASpreadsheet();
  return readCsv(bytes);
}
