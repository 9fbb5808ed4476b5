import { FILE_DATES, readDay } from "@/lib/domain/cells/read-day";
import { tidyText } from "@/lib/domain/cells/tidy-text";
import type { ChampKey } from "@/lib/domain/champs";
import { ownValue } from "@/lib/domain/own-value";
import type { Cell } from "@/lib/domain/parse-value";
import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import { headingWords } from "@/lib/spreadsheet/headings/heading-words";
import type { ReadingChoices } from "@/lib/spreadsheet/reading.types";
import { ColumnValues } from "./column-values";
import type { ReadTable, TableColumn } from "./table.types";
import { toldFields } from "./told-fields";

type Ends = readonly [from: ChampKey, to: ChampKey];

/** The days that a period is, by the word of its heading that says of what. */
const PERIODS: readonly (readonly [word: string, ends: Ends])[] = [
  ["contrat", ["contrat_date_debut", "contrat_date_fin"]],
  ["formation", ["date_entree_formation", "date_fin_formation"]],
];
/** What such a heading says besides. */
const MAY = new Set(["date", "periode", "periodes", "duree", "apprentissage", "cours", "actuel", "debut", "fin"]);
/** The share of the cells that must be periods. */
const SHARE = 0.9;
/** «Du 01/09/2026 au 31/08/2028», «01/09/2026-31/08/2028 (24 mois)». */
const PERIOD =
  /^(?:du |de |p[ée]riode du )?(\S.*?)(?: (?:au|à|jusqu'au) | ?(?:→|–|—) ?| [-/] |-(?=\d\d?\/))(\S.*?)(?: ?\(\d+ (?:mois|ans?)\))?$/i;

const isDay = (text: string) => readDay(text, FILE_DATES).kind !== "unreadable";

function endsOf({ heading, band }: TableColumn): Ends | null {
  const { words, rank } = headingWords(`${band} ${heading}`);
  const found = PERIODS.find(([word]) => words.has(word));
  const others = [...words].filter((word) => word !== found?.[0]);
  return found !== undefined && rank <= 1 && others.every((word) => MAY.has(word)) ? found[1] : null;
}

function periodOf(cell: Cell): readonly [string, string] | null {
  if (typeof cell !== "string") return null;
  const [, from = "", to = ""] = PERIOD.exec(tidyText(cell).text.replace(/\s+/g, " ")) ?? [];
  return isDay(from) && isDay(to) ? [from, to] : null;
}

function halfOf(column: TableColumn, rows: number, side: 0 | 1, holds: ChampKey): TableColumn {
  const cells = new ColumnValues();
  for (let row = 0; row < rows; row++) {
    const cell = column.cells.values[column.cells.rankAt(row)] ?? null;
    // What is no period stays where it begins, for its anomaly to be said.
    cells.push(periodOf(cell)?.[side] ?? (side === 0 ? cell : null));
  }
  cells.close();
  return { ...column, heading: `${column.heading} (${side === 0 ? "début" : "fin"})`, cells, holds };
}

/**
 * A table whose software writes the two days of a contract, or of a training, in one column («Du … au …»), with a column of each instead, where no other column holds
 * them. A column that a person chose for is theirs.
 */
export function separatePeriods(table: ReadTable, choices: ReadingChoices): ReadTable {
  const fields = toldFields(table.columns);
  const periods: string[] = [];
  const columns = table.columns.flatMap((column) => {
    const ends = ownValue(choices.columns, column.heading) === undefined ? endsOf(column) : null;
    if (ends === null || ends.some((field) => fields.has(field))) return [column];
    const said = column.cells.values.filter((cell) => !isEmptyCell(cell));
    const found = said.filter((cell) => periodOf(cell) !== null);
    if (said.length === 0 || found.length < said.length * SHARE) return [column];
    periods.push(column.heading);
    for (const field of ends) fields.add(field);
    return ends.map((field, side) => halfOf(column, table.numeros.length, side === 0 ? 0 : 1, field));
  });
  return periods.length === 0 ? table : { ...table, columns, periods };
}
