import { type ChampKey, champOf } from "@/lib/domain/champs";
import type { ChampType } from "@/lib/domain/champs/definition";
import { dayToNumber, existsInCalendar, frenchDay } from "@/lib/domain/day";
import type { Doubt } from "@/lib/domain/doubts";
import type { Json } from "@/lib/domain/json";
import type { ReadTable, TableColumn } from "@/lib/spreadsheet/table/table.types";

/** Codes of which no list has several that follow one another, and that nothing else checks. Identifiers do; the telephones of one company may; a SIRET has its own check. */
const CODES: ReadonlySet<ChampType> = new Set(["rncp", "cfd"]);
/** Days that a list may be sorted by, birthdays of a large one above all, never with one more at each row, Sundays included, for long. */
const IS_OF_TRAINING = /^(?:date_(?:inscription|entree|fin)_formation|contrat_date_)/;
/** Rows from which it is no chance. */
const CODES_IN_A_ROW = 5;
const DAYS_IN_A_ROW = 8;

/** What a value counts, beside the letters before its figures; null when it counts nothing. */
function numberOf(field: ChampKey, value: Json | undefined): { before: string; number: number } | null {
  if (typeof value !== "string") return null;
  if (champOf(field).type === "date") {
    const isDay = /^\d{4}-\d\d-\d\d$/.test(value) && existsInCalendar(value);
    return isDay ? { before: "", number: dayToNumber(value) } : null;
  }
  const [, before, figures] = /^(\D*)(\d{5,15})$/.exec(value.replace(/[\s.-]/g, "")) ?? [];
  return before === undefined || figures === undefined ? null : { before, number: Number(figures) };
}

/**
 * Of a column, the rows whose value is one more than that of the row above, for several rows: a spreadsheet makes «RNCP38363», «RNCP38364» under the cell that is
 * dragged down, where the same one was meant. By its rank, what must be asked of each but the first; empty for a column of anything else.
 */
export function stretchedRows(
  field: ChampKey,
  { cells }: TableColumn,
  values: readonly (Json | undefined)[],
  { numeros }: ReadTable,
): ReadonlyMap<number, Doubt> {
  const { type, subject } = champOf(field);
  const asked = new Map<number, Doubt>();
  const isDay = type === "date" && IS_OF_TRAINING.test(field);
  // A series is as many different values as rows.
  const enough = isDay ? DAYS_IN_A_ROW : CODES_IN_A_ROW;
  if ((!isDay && !CODES.has(type)) || values.length < enough) return asked;
  const numbers = values.map((value) => numberOf(field, value));
  const said = (row: number) => {
    const value = String(values[cells.rankAt(row)]);
    return isDay ? frenchDay(value) : value;
  };
  const ask = (from: number, to: number) => {
    if (to - from + 1 < enough) return;
    for (let row = from + 1; row <= to; row++) {
      const sentence = `${subject} (${said(row)}) ${isDay ? "avance d'un jour" : "augmente de 1"} à chaque ligne, sur ${to - from + 1} lignes de suite : la première (${said(from)}) a sans doute été étirée dans le tableur. Corrigez cette valeur, ou dites qu'elle est juste.`;
      asked.set(row, { code: "stretched", champ: field, sentence });
    }
  };
  let from = 0;
  for (let row = 1; row <= numeros.length; row++) {
    const [above, here] = [numbers[cells.rankAt(row - 1)], row < numeros.length ? numbers[cells.rankAt(row)] : null];
    if (above && here && here.number === above.number + 1 && here.before === above.before) continue;
    ask(from, row - 1);
    from = row;
  }
  return asked;
}
