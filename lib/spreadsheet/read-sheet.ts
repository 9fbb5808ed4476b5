import { ServiceError } from "@/lib/errors";
import { readCsv } from "./read-csv";
import { readXlsx } from "./read-xlsx";
import type { Sheet } from "./sheet";

const MEGABYTE = 1024 * 1024;
const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const WORKBOOK_NAME = /\.(?:xlsx|xlsm|xltx|xls|xlsb|ods)$/i;

const refusal = (sentence: string) => new ServiceError("INVALID_INPUT", sentence);
const startsWith = (bytes: Uint8Array, debut: readonly number[]) => debut.every((byte, i) => bytes[i] === byte);

/** «12,3 Mo»: rounded up, so that a file over the limit never seems to be at it. */
function inMb(bytes: number): string {
  return `${(Math.ceil((bytes / MEGABYTE) * 10) / 10).toLocaleString("fr-FR")} Mo`;
}

/** Control characters that no text file holds: a picture, a PDF. UTF-16 has zeros but says so by its mark. */
function isBinary(bytes: Uint8Array): boolean {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return false;
  return bytes.subarray(0, 4096).some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27));
}

function readByContent(bytes: Uint8Array, fileName: string): Promise<Sheet> | Sheet {
  if (startsWith(bytes, ZIP)) return readXlsx(bytes);
  if (startsWith(bytes, OLE)) {
    throw refusal(
      "Ce classeur est protégé par un mot de passe ou dans l'ancien format .xls : enregistrez-le au format .xlsx, sans mot de passe.",
    );
  }
  const debut = new TextDecoder().decode(bytes.subarray(0, 512)).trimStart();
  if (isBinary(bytes) || debut.startsWith("<") || debut.startsWith("%PDF") || WORKBOOK_NAME.test(fileName)) {
    throw refusal(
      "Ce fichier n'est ni un classeur Excel ni un fichier CSV : ouvrez-le dans votre tableur et enregistrez-le au format .xlsx.",
    );
  }
  return readCsv(bytes);
}

/**
 * The table of a file that someone drops in, an .xlsx or a CSV: its content decides, then its name.
 * @param maxSize in bytes.
 * Throws ServiceError (INVALID_INPUT), with one sentence for the person, for a file that is empty, too big, of another
 * kind, or without a row under its headings.
 */
export async function readSheet(bytes: Uint8Array, fileName: string, maxSize: number): Promise<Sheet> {
  if (bytes.byteLength === 0) throw refusal("Ce fichier est vide.");
  if (bytes.byteLength > maxSize) {
    throw refusal(`Ce fichier pèse ${inMb(bytes.byteLength)} : la limite est de ${inMb(maxSize)}.`);
  }
  const sheet = await readByContent(bytes, fileName);
  if (sheet.headings.length === 0) throw refusal("Ce fichier est vide.");
  if (sheet.rows.length === 0) throw refusal("Ce fichier ne contient aucune ligne sous ses en-têtes.");
  return sheet;
}
