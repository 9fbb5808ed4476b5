import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { parse as parseNow } from "csv-parse/sync";
import { ServiceError } from "@/lib/errors";
import { decodeText } from "./decode-text";
import type { SheetRow } from "./sheet";

const SEPARATORS = [";", ",", "\t"] as const;

/** Excel's own hint, alone on the first line: «sep=;». */
const CLUE = /^sep=(.)\r?\n/i;

const OPTIONS = { record_delimiter: ["\r\n", "\n", "\r"], relax_column_count: true, relax_quotes: true };
const CHUNK_BYTES = 64 * 1024;

/** The separator that cuts the first row that is not empty into the most columns. */
function detectSeparator(text: string): string {
  const first = { ...OPTIONS, skip_empty_lines: true, skip_records_with_empty_values: true, to: 1 };
  const columns = SEPARATORS.map((delimiter) => {
    const [headings] = parseNow(text, { ...first, delimiter });
    return headings?.length ?? 0;
  });
  return SEPARATORS[columns.indexOf(Math.max(...columns))] ?? ";";
}

const malformed = (row: number) =>
  new ServiceError(
    "INVALID_INPUT",
    `Ce fichier CSV est mal formé : un guillemet ouvert à la ligne ${row} n'est pas refermé.`,
  );

/** A quote in the middle of a cell is forgiven; one that opens a cell and swallows the next rows is not. */
const swallowsRows = (cell: string) => cell.startsWith('"') && /[\r\n]/.test(cell);

function* chunks(text: string): Generator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

/**
 * The rows of a text file with separators (`;` `,` or tab, found out), in UTF-8, UTF-16 or Windows-1252, as they are read; quoted
 * cells may hold line breaks. Rows are numbered as a spreadsheet shows them. Every cell is text.
 * Throws ServiceError (INVALID_INPUT) when quotes do not close.
 */
export async function* readCsv(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  const whole = decodeText(bytes);
  const clue = CLUE.exec(whole);
  const text = clue === null ? whole : whole.slice(clue[0].length);
  const first = clue === null ? 1 : 2;
  let numero = first;
  try {
    const parser = parse({ ...OPTIONS, delimiter: clue?.[1] ?? detectSeparator(text) });
    for await (const cells of Readable.from(chunks(text)).pipe(parser) as AsyncIterable<string[]>) {
      if (cells.some(swallowsRows)) throw malformed(numero);
      yield { numero, cells };
      numero += 1;
    }
  } catch (error) {
    throw error instanceof CsvError ? malformed(Number(error.records) + first) : error;
  }
}
