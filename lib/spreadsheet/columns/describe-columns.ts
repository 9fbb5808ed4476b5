import { type ChampKey, champOf } from "@/lib/domain/champs";
import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import { foreignFields } from "@/lib/spreadsheet/headings/foreign-fields";
import { isForbidden } from "@/lib/spreadsheet/headings/match-heading";
import { nearestHeading } from "@/lib/spreadsheet/headings/nearest-heading";
import { isUnwanted } from "@/lib/spreadsheet/headings/unwanted-headings";
import type { ColumnReading, ValueReading } from "@/lib/spreadsheet/reading.types";
import type { ReadTable, TableColumn } from "@/lib/spreadsheet/table/table.types";
import { cellWord } from "./cell-word";
import { isEverybodys } from "./everybodys";
import { guessContent } from "./guess-content";
import { mostUsed } from "./most-used";
import type { PlannedColumn } from "./plan-columns";
import { ownerOf, type ReadColumns } from "./read-columns";
import { contradicts } from "./same-cells";

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

/** Of social security: nothing of it is shown, and nobody is asked which field it could be. */
const holdsNir = (heading: string, values: readonly unknown[]) =>
  isForbidden(heading) || values.some((value) => NIR.test(String(value).trim()));

function samplesOf(values: readonly unknown[]): string[] {
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

/** Without a heading, and filled by lines alone whose cells are shifted: it is told of them. */
function isOverflow({ odd, numeros }: ReadTable, { untitled, cells }: TableColumn): boolean {
  if (untitled !== true) return false;
  return numeros.every((_, row) => odd.shifted.has(row) || isEmptyCell(cells.values[cells.rankAt(row)]));
}

/** A column that is left out for a reason that is plain: what its heading says, or the other one that says the same. */
function isBeside(read: ReadColumns, { column, doubles }: PlannedColumn): boolean {
  if (doubles === null) return isUnwanted(column.heading, column.band);
  const owner = ownerOf(read, doubles);
  return owner !== undefined && !contradicts(owner, column, read.table.numeros.length);
}

function describeTable(read: ReadColumns): ColumnReading[] {
  const taken = new Set(read.planned.flatMap(({ field }) => field ?? []));
  const firsts = read.planned.filter(({ column }, at) => read.planned.findIndex((p) => p.column === column) === at);
  return firsts.map((planned): ColumnReading => {
    const { column, field, origin, doubles } = planned;
    const { heading, cells } = column;
    const nir = holdsNir(heading, cells.values);
    const overflow = isOverflow(read.table, column);
    const unknown = field === null && doubles === null && !nir && !overflow;
    const foreign = unknown ? foreignFields(heading, column.band) : null;
    const closed = foreign === null ? null : new Set([...taken, ...foreign]);
    // «CP entreprise» is two letters away from the name of the employer, and says what it is.
    const near = closed === null || isUnwanted(heading, column.band) ? null : nearestHeading(heading, closed);
    const guessed = closed === null ? null : (near ?? guessContent(cells.values, closed, read.table.numeros.length));
    const proposed = guessed === null || isEverybodys(column, guessed) ? null : guessed;
    const order = read.columns.find((each) => each.field === field)?.order;
    const empty = cells.values.every(isEmptyCell);
    const unasked = field === null && proposed === null && (empty || nir || overflow || isBeside(read, planned));
    return {
      sheet: read.table.sheet,
      heading,
      field,
      origin,
      proposed,
      also: read.planned.flatMap((p) => (p.column === column && p.field !== field ? (p.field ?? []) : [])),
      samples: nir ? [] : samplesOf(cells.values),
      values: field === null ? [] : valuesOf(read, field),
      ambiguousDates: order?.asks === true,
      ...(empty && { empty }),
      ...(unasked && { unasked }),
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
