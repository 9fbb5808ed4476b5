import { ASIDE_MISSING_HEADING } from "@/lib/domain/aside-sheet";
import type { DateOrder, DateRule } from "@/lib/domain/cells/read-day";
import { type ChampKey, champOf } from "@/lib/domain/champs";
import type { Json } from "@/lib/domain/json";
import { OWN_REPORT_HEADING, REPORT_MARKS } from "@/lib/domain/own-report";
import { ownValue } from "@/lib/domain/own-value";
import { COPIED_CHAMPS, isCopiedChamp, SHARED_CHAMPS, type SharedChamp } from "@/lib/domain/shared-champs";
import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import type { ReadingChoices } from "@/lib/spreadsheet/reading.types";
import type { ReadTable, TableColumn } from "@/lib/spreadsheet/table/table.types";
import { decideOrders } from "./date-orders";
import { type PlannedColumn, planColumns } from "./plan-columns";
import { isRemarkable, isRounded, LOST, type ReadValue, readValue } from "./read-column";
import type { ReadColumn } from "./read-column.types";

/** A field that no column of a table tells, and what a person said it is on all its rows. */
export type GivenValue = { field: SharedChamp; value: Json };

/** A field that no column of a table tells, and the one whose value a person said it has on each row. */
export type CopiedValue = { field: ChampKey; from: ChampKey };

/** `given`, `copied`: for the fields that none of the columns tells. `ownReport`: our own «rapport complet» that comes back; `signature`: of our own «rapport complet» that comes back, the column of what it noted of each row (lib/domain/report-signature.ts); null for any other file. `missing`: of our own sheet of rows left out, what each was left out for want of (lib/domain/aside-sheet.ts). */
export type ReadColumns = {
  table: ReadTable;
  planned: PlannedColumn[];
  columns: ReadColumn[];
  given: GivenValue[];
  copied: CopiedValue[];
  ownReport: boolean;
  signature: TableColumn | null;
  missing: TableColumn | null;
};

const columnOf = ({ columns }: ReadTable, title: string): TableColumn | null =>
  columns.find(({ heading }) => heading === title) ?? null;

function isOwnReport({ columns }: ReadTable): boolean {
  const headings = new Set(columns.map(({ heading }) => heading));
  return headings.has(OWN_REPORT_HEADING) || REPORT_MARKS.every((mark) => headings.has(mark));
}

/** The fields that the columns of a table tell: one without a single value, as many an export has, tells nothing. */
const toldBy = (planned: readonly PlannedColumn[]) =>
  new Set(planned.flatMap(({ field, column }) => (column.cells.values.every(isEmptyCell) ? [] : [field])));

function givenTo(planned: readonly PlannedColumn[], { given = {} }: ReadingChoices): GivenValue[] {
  const told = toldBy(planned);
  return SHARED_CHAMPS.flatMap((field) => {
    const value = given[field] ?? null;
    return value === null || told.has(field) ? [] : [{ field, value }];
  });
}

function copiedTo(planned: readonly PlannedColumn[], { copied = {} }: ReadingChoices): CopiedValue[] {
  const told = toldBy(planned);
  return Object.entries(COPIED_CHAMPS).flatMap(([field, from]) =>
    isCopiedChamp(field) && copied[field] === true && !told.has(field) && told.has(from) ? [{ field, from }] : [],
  );
}

type Used = { table: ReadTable; column: TableColumn; field: ChampKey; fallback: boolean };

const isDate = ({ field }: Used) => champOf(field).type === "date";

/**
 * What each column of the tables is for, and its cells read: the order of dates is decided on all the columns of the file, then each different cell is
 * read once, by the rule of its column.
 */
export function readColumns(
  tables: readonly ReadTable[],
  choices: ReadingChoices,
  calendar1904: boolean,
): ReadColumns[] {
  const plans = tables.map((table) => ({ table, planned: planColumns(table, choices) }));
  const used: Used[] = plans.flatMap(({ table, planned }) =>
    planned.flatMap(({ column, field, fallback }) => (field === null ? [] : [{ table, column, field, fallback }])),
  );
  const dates = used.filter(isDate);
  const chosen = ({ column }: Used): DateOrder | null => ownValue(choices.dates, column.heading) ?? null;
  const orders = decideOrders(dates.map((each) => ({ values: each.column.cells.values, chosen: chosen(each) })));
  const orderOf = new Map(dates.map((each, i) => [each, orders[i] ?? null]));
  const read = (each: Used): ReadColumn => {
    const order = orderOf.get(each) ?? null;
    const rule: DateRule = { order: order?.order ?? "day-first", calendar1904, lenient: true };
    const { field, column, fallback } = each;
    const words = choices.values?.[field] ?? null;
    const isOwn = isOwnReport(each.table);
    const columnRule = {
      field,
      dates: rule,
      asksOrder: order?.asks === true,
      asksDays: order?.turned === true,
      words,
    };
    const remarks = new Map<number, ReadValue>();
    const values = column.cells.values.map((cell, rank) => {
      const value = isOwn && isRounded(field, cell) ? LOST : readValue(cell, columnRule);
      if (isRemarkable(value)) remarks.set(rank, value);
      return value.value;
    });
    return { field, column, fallback, order, values, remarks, rows: column.cells.counts() };
  };
  return plans.map(({ table, planned }) => ({
    table,
    planned,
    columns: used.filter((each) => each.table === table).map(read),
    given: isOwnReport(table) ? [] : givenTo(planned, choices),
    copied: isOwnReport(table) ? [] : copiedTo(planned, choices),
    ownReport: isOwnReport(table),
    signature: columnOf(table, OWN_REPORT_HEADING),
    missing: columnOf(table, ASIDE_MISSING_HEADING),
  }));
}
