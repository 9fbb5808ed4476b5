import { ServiceError } from "@/lib/errors";
import { isEmptyCell } from "./empty-cell";
import type { RawRow } from "./raw.types";

/**
 * What a sheet may hold. The TBA's template has 62 columns and the widest exports of school software some 300; a whole network's
 * year is 100,000 rows of 40 columns, four million cells of some twelve characters. 32,767 characters is Excel's own limit of a cell.
 */
const MAX_COLUMNS = 1000;
const MAX_ROWS = 200_000;
const MAX_CELLS = 8_000_000;
/** Rows by columns of the sheets, empty cells included: a list with one remark far to the right. */
const MAX_BOX = 20_000_000;
const MAX_CELL_CHARACTERS = 32_767;
const MAX_ROW_CHARACTERS = 1_000_000;
const MAX_CHARACTERS = 100_000_000;

const count = (value: number) => value.toLocaleString("fr-FR");
const refusal = (sentence: string) => new ServiceError("INVALID_INPUT", sentence);
const SPLIT = "partagez-le en plusieurs fichiers.";

/** How many cells there are up to the last filled one: a format painted over 16,384 columns makes no column of them. */
function filledLength({ cells }: RawRow): number {
  let length = cells.length;
  while (length > 0 && isEmptyCell(cells[length - 1])) length -= 1;
  return length;
}

/** How many characters the texts of a row have. Throws when one cell, or all together, have too many. */
function countCharacters({ numero, cells }: RawRow): number {
  let total = 0;
  for (const cell of cells) {
    if (typeof cell !== "string") continue;
    if (cell.length > MAX_CELL_CHARACTERS) {
      throw refusal(
        `La ligne ${count(numero)} a une cellule de ${count(cell.length)} caractères : la limite est de ${count(MAX_CELL_CHARACTERS)}.`,
      );
    }
    total += cell.length;
  }
  if (total <= MAX_ROW_CHARACTERS) return total;
  throw refusal(
    `La ligne ${count(numero)} a ${count(total)} caractères : la limite est de ${count(MAX_ROW_CHARACTERS)} par ligne.`,
  );
}

/**
 * Passes the rows of a file's sheets on, but the empty ones, as long as all of them together stay within bounds. `onRow` hears of each. What it answers
 * throws ServiceError (INVALID_INPUT), with the bound in a sentence, at the first row that goes over one: nothing is read beyond it.
 */
export function createBounds(onRow: () => void): (rows: AsyncIterable<RawRow>) => AsyncGenerator<RawRow> {
  let rows = 0;
  let filled = 0;
  let characters = 0;
  let box = 0;
  return async function* withinBounds(rawRows) {
    let [width, height] = [0, 0];
    for await (const row of rawRows) {
      const length = filledLength(row);
      if (length === 0 && row.lost.length === 0) continue;
      if (length > MAX_COLUMNS) {
        throw refusal(`Ce fichier a ${count(length)} colonnes : la limite est de ${count(MAX_COLUMNS)}.`);
      }
      rows += 1;
      height += 1;
      filled += length;
      characters += countCharacters(row);
      box -= width * (height - 1);
      width = Math.max(width, length);
      box += width * height;
      if (rows > MAX_ROWS) throw refusal(`Ce fichier a plus de ${count(MAX_ROWS)} lignes : ${SPLIT}`);
      if (filled > MAX_CELLS || box > MAX_BOX)
        throw refusal(`Ce fichier a plus de ${count(MAX_CELLS)} cellules : ${SPLIT}`);
      if (characters > MAX_CHARACTERS) {
        throw refusal(`Ce fichier a plus de ${count(MAX_CHARACTERS)} caractères : ${SPLIT}`);
      }
      onRow();
      yield length === row.cells.length ? row : { ...row, cells: row.cells.slice(0, length) };
    }
  };
}
