import { ASIDE_MISSING_HEADING } from "@/lib/domain/aside-sheet";
import { type DateOrder, FILE_DATES } from "@/lib/domain/cells/read-day";
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
import { stretchedRows } from "./stretched";
import { askSwappedNames } from "./swapped-names";
import { apprentiWords } from "./tells-statut";

/** A field that no column of a table tells, and what a person said it is on all its rows. */
export type GivenValue = { field: SharedChamp; value: Json };

/** A field that no column of a table tells, and the one whose value a person said it has on each row. */
export type CopiedValue = { field: ChampKey; from: ChampKey };

/**
 * A table, what each of its columns is for, and those that are read. `given`, `copied`: for the fields that none of them tells. `ownReport`: our own «rapport complet» that comes
 * back; `signature`: its column of what it noted of each row (lib/domain/report-signature.ts); `missing`: of our own sheet of rows left out, that of what each was left out for want
 * of (lib/domain/aside-sheet.ts); null for any other file.
 */
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

const NOTHING_ASKED: ReadColumn["asks"] = new Map();

/** The column that gives its field, where another has the same (`doubles`: its heading); undefined when it was not read. */
export function ownerOf({ planned, columns }: ReadColumns, doubles: string): ReadColumn | undefined {
  const owner = planned.find(({ column }) => column.heading === doubles);
  return columns.find(({ column, field }) => column === owner?.column && field === owner?.field);
}

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

type Plan = Pick<ReadColumns, "table" | "planned" | "ownReport">;
type Used = { plan: Plan; column: TableColumn; field: ChampKey; fallback: boolean };

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
  const plans = tables.map(
    (table): Plan => ({ table, planned: planColumns(table, choices), ownReport: isOwnReport(table) }),
  );
  const used: Used[] = plans.flatMap((plan) =>
    plan.planned.flatMap(({ column, field, fallback }) => (field === null ? [] : [{ plan, column, field, fallback }])),
  );
  const dates = used.filter(isDate);
  const chosen = ({ column }: Used): DateOrder | null => ownValue(choices.dates, column.heading) ?? null;
  const orders = decideOrders(dates.map((each) => ({ values: each.column.cells.values, chosen: chosen(each) })));
  const orderOf = new Map(dates.map((each, i) => [each, orders[i] ?? null]));
  const read = (each: Used): ReadColumn => {
    const order = orderOf.get(each) ?? null;
    const { plan, field, column, fallback } = each;
    const said = choices.values?.[field] ?? null;
    const known = field === "statut" ? apprentiWords(column) : null;
    const rule = {
      field,
      dates: { ...FILE_DATES, order: order?.order ?? FILE_DATES.order, calendar1904 },
      asksOrder: order?.asks === true,
      asksDays: order?.turned === true,
      words: known === null ? said : { ...known, ...said },
    };
    const remarks = new Map<number, ReadValue>();
    const values = column.cells.values.map((cell, rank) => {
      const value = plan.ownReport && isRounded(field, cell) ? LOST : readValue(cell, rule);
      if (isRemarkable(value)) remarks.set(rank, value);
      return value.value;
    });
    const asks = plan.ownReport ? NOTHING_ASKED : stretchedRows(field, column, values, plan.table);
    return { field, column, fallback, order, values, remarks, rows: column.cells.counts(), asks };
  };
  return plans.map((plan) => {
    const columns = used.filter((each) => each.plan === plan).map(read);
    return {
      ...plan,
      columns: plan.ownReport ? columns : askSwappedNames(columns, plan.table.numeros.length),
      given: plan.ownReport ? [] : givenTo(plan.planned, choices),
      copied: plan.ownReport ? [] : copiedTo(plan.planned, choices),
      signature: columnOf(plan.table, OWN_REPORT_HEADING),
      missing: columnOf(plan.table, ASIDE_MISSING_HEADING),
    };
  });
}
