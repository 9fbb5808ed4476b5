import { ServiceError } from "@/lib/errors";
import { readCsv } from "./read-csv";
import { readXlsx } from "./read-xlsx";
import type { SheetRow } from "./sheet";

const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const WORKBOOK_NAME = /\.(?:xlsx|xlsm|xltx|xls|xlsb|ods)$/i;

const refusal = (sentence: string) => new ServiceError("INVALID_INPUT", sentence);
const startsWith = (bytes: Uint8Array, start: readonly number[]) => start.every((byte, i) => bytes[i] === byte);

/** Control characters that no text file holds: a picture, a PDF. UTF-16 has zeros but says so by its mark. */
function isBinary(bytes: Uint8Array): boolean {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return false;
  return bytes.subarray(0, 4096).some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27));
}

/**
 * The rows of a file that someone drops in, an .xlsx or a CSV, as they are read: its content decides, then its name.
 * Throws ServiceError (INVALID_INPUT), with one sentence for the person, for a file of another kind or that cannot be read.
 */
export function readRows(bytes: Uint8Array, fileName: string): AsyncGenerator<SheetRow> {
  if (bytes.byteLength === 0) throw refusal("Ce fichier est vide.");
  if (startsWith(bytes, ZIP)) return readXlsx(bytes);
  if (startsWith(bytes, OLE)) {
    throw refusal(
      "Ce classeur est protégé par un mot de passe ou dans l'ancien format .xls : enregistrez-le au format .xlsx, sans mot de passe.",
    );
  }
  const start = new TextDecoder().decode(bytes.subarray(0, 512)).trimStart();
  if (isBinary(bytes) || start.startsWith("<") || start.startsWith("%PDF") || WORKBOOK_NAME.test(fileName)) {
    throw refusal(
      "Ce fichier n'est ni un classeur Excel ni un fichier CSV : ouvrez-le dans votre tableur et enregistrez-le au format .xlsx.",
    );
  }
  return readCsv(bytes);
}
