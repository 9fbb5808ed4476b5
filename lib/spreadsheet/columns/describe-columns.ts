import { type ChampKey, champOf } from "@/lib/domain/champs";
import { foreignFields } from "@/lib/spreadsheet/headings/foreign-fields";
import { isForbidden } from "@/lib/spreadsheet/headings/match-heading";
import { nearestHeading } from "@/lib/spreadsheet/headings/nearest-heading";
import type { ColumnReading, ValueReading } from "@/lib/spreadsheet/reading.types";
import { cellWord } from "./cell-word";
import { guessContent } from "./guess-content";
import { mostUsed } from "./most-used";
import type { ReadColumns } from "./read-columns";

const SAMPLES = 3;
const CLOSED_ANSWERS: ReadonlySet<string> = new Set([
  "sexe",
  "booleen",
  "anneeFormation",
  "situation",
  "typeCfa",
  "statut",
]);

/** The number of social security, its key included or not. */
const NIR = /^[12][\s.]?\d{2}[\s.]?\d{2}[\s.]?\d[\dAB][\s.]?\d{3}[\s.]?\d{3}(?:[\s.]?\d{2})?$/i;

function samplesOf(heading: string, values: readonly unknown[]): string[] {
  if (isForbidden(heading) || values.some((value) => NIR.test(String(value).trim()))) return [];
  const samples: string[] = [];
  for (const value of values) {
    if (samples.length === SAMPLES) break;
    const text = value === null ? "" : String(value).trim();
    if (text !== "") samples.push(text.slice(0, 60));
  }
  return samples;
}

function valuesOf({ columns }: ReadColumns, field: ChampKey): ValueReading[] {
  const type = champOf(field).type;
  const read = columns.find((each) => each.field === field);
  if (read === undefined || (!CLOSED_ANSWERS.has(type) && field !== "statut")) return [];
  const words = new Map<string, ValueReading>();
  for (const [rank, cell] of read.column.cells.values.entries()) {
    const value = cellWord(cell);
    if (value === "") continue;
    const [cells, known] = [read.rows[rank] ?? 0, words.get(value)];
    if (known === undefined) words.set(value, { value, cells, meaning: read.values[rank] ?? null });
    else known.cells += cells;
  }
  return mostUsed([...words.values()]);
}

function describeTable(read: ReadColumns): ColumnReading[] {
  const taken = new Set(read.planned.flatMap(({ field }) => field ?? []));
  const firsts = read.planned.filter(({ column }, at) => read.planned.findIndex((p) => p.column === column) === at);
  return firsts.map(({ column, field, origin, doubles }): ColumnReading => {
    const { heading, cells } = column;
    const unknown = field === null && doubles === null;
    const foreign = unknown ? foreignFields(heading, column.band) : null;
    const closed = foreign === null ? null : new Set([...taken, ...foreign]);
    const proposed = closed === null ? null : (nearestHeading(heading, closed) ?? guessContent(cells.values, closed));
    const order = read.columns.find((each) => each.field === field)?.order;
    return {
      sheet: read.table.sheet,
      heading,
      field,
      origin,
      proposed,
      also: read.planned.flatMap((p) => (p.column === column && p.field !== field ? (p.field ?? []) : [])),
      samples: samplesOf(heading, cells.values),
      values: field === null ? [] : valuesOf(read, field),
      ambiguousDates: order?.asks === true,
    };
  });
}

/** What a person is told of the columns of the tables: two tables of one sheet have the same ones, and each is told once. */
export function describeColumns(read: readonly ReadColumns[]): ColumnReading[] {
  const seen = new Set<string>();
  return read.flatMap((each) => {
    const described = describeTable(each).filter(({ sheet, heading }) => !seen.has(JSON.stringify([sheet, heading])));
    for (const { sheet, heading } of described) seen.add(JSON.stringify([sheet, heading]));
    return described;
  });
}
