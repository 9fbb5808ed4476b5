import { CsvError, parse } from "csv-parse/sync";
import { ServiceError } from "@/lib/errors";
import { decodeText } from "./decode-text";
import { buildSheet, type Sheet } from "./sheet";

const SEPARATORS = [";", ",", "\t"] as const;

/** Excel's own hint, alone on the first line: «sep=;». */
const CLUE = /^sep=(.)\r?\n/i;

const OPTIONS = { record_delimiter: ["\r\n", "\n", "\r"], relax_column_count: true, relax_quotes: true };

/** The separator that cuts the first row that is not empty into the most columns. */
function detectSeparator(text: string): string {
  const first = { ...OPTIONS, skip_empty_lines: true, skip_records_with_empty_values: true, to: 1 };
  const columns = SEPARATORS.map((delimiter) => {
    const [headings] = parse(text, { ...first, delimiter });
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

/**
 * The table of a text file with separators (`;` `,` or tab, found out), in UTF-8, UTF-16 or Windows-1252; quoted cells may
 * hold line breaks. Rows are numbered as a spreadsheet shows them. Every cell is text.
 * Throws ServiceError (INVALID_INPUT) when quotes do not close.
 */
export function readCsv(bytes: Uint8Array): Sheet {
  const integer = decodeText(bytes);
  const clue = CLUE.exec(integer);
  const text = clue === null ? integer : integer.slice(clue[0].length);
  const offset = clue === null ? 1 : 2;
  try {
    const parsed: string[][] = parse(text, { ...OPTIONS, delimiter: clue?.[1] ?? detectSeparator(text) });
    const faulty = parsed.findIndex((cells) => cells.some(swallowsRows));
    if (faulty !== -1) throw malformed(faulty + offset);
    return buildSheet(parsed.map((cells, rank) => ({ numero: rank + offset, cells })));
  } catch (error) {
    throw error instanceof CsvError ? malformed(Number(error.records) + offset) : error;
  }
}
