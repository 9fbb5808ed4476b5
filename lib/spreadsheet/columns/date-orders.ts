import { type DateOrder, orderEvidence } from "@/lib/domain/cells/read-day";
import type { Cell } from "@/lib/domain/parse-value";

/** `turnable`, `sound`: dates that a spreadsheet made, whose day could be a month, and the others. */
type Evidence = { dayFirst: number; monthFirst: number; both: number; turnable: number; sound: number };

/**
 * The order of day and month of a column. `asks`: nothing proves it; `proof`: a date that does, as written; `turned`: the dates that a spreadsheet made in it may be
 * turned round.
 */
export type ColumnOrder = { order: DateOrder; asks: boolean; proof: string | null; turned: boolean };

/** «2008-05-04», which a cell of date is read as. */
const MADE = /^\d{4}-(\d\d)-(\d\d)$/;
/** From how many different dates of each kind it is no chance that they part so. */
const ENOUGH = 5;

/**
 * A list opened by a spreadsheet of another country: it made dates of all those whose day could be a month, and left the others as texts. Where these are month
 * first, one is enough.
 */
const isTurned = ({ dayFirst, monthFirst, both, turnable, sound }: Evidence) =>
  turnable > 0 &&
  sound === 0 &&
  (monthFirst > 0 ? dayFirst === 0 : both === 0 && dayFirst >= ENOUGH && turnable >= ENOUGH);

function evidenceOf(values: readonly Cell[]): Evidence & { proof: string | null } {
  const evidence: Evidence & { proof: string | null } = {
    ...{ dayFirst: 0, monthFirst: 0, both: 0, turnable: 0, sound: 0 },
    proof: null,
  };
  for (const cell of values) {
    if (typeof cell !== "string") continue;
    const [, month, day] = MADE.exec(cell) ?? [];
    if (month !== undefined && month !== day) Number(day) <= 12 ? evidence.turnable++ : evidence.sound++;
    const found = orderEvidence(cell);
    if (found === "both") evidence.both += 1;
    else if (found === "day-first") evidence.dayFirst += 1;
    else if (found === "month-first") {
      evidence.monthFirst += 1;
      evidence.proof ??= cell.trim();
    }
  }
  return evidence;
}

/**
 * One order for each column of dates. A date whose day is over 12 proves its column; a column that proves nothing follows the rest of the file when the
 * rest says one thing; when the file says both, or a column both, or nothing at all, a person is asked (until then, as the French write).
 */
export function decideOrders(columns: readonly { values: readonly Cell[]; chosen: DateOrder | null }[]): ColumnOrder[] {
  const evidences = columns.map(({ values }) => evidenceOf(values));
  const proves = (evidence: Evidence, order: DateOrder) =>
    (order === "day-first" ? evidence.dayFirst : evidence.monthFirst) > 0;
  const [anyDayFirst, anyMonthFirst] = [
    evidences.some((evidence) => proves(evidence, "day-first")),
    evidences.some((evidence) => proves(evidence, "month-first")),
  ];
  return evidences.map((evidence, i) => {
    const chosen = columns[i]?.chosen ?? null;
    const turned = isTurned(evidence);
    if (chosen !== null) return { order: chosen, asks: false, proof: null, turned };
    const [day, month] = [proves(evidence, "day-first"), proves(evidence, "month-first")];
    if (day !== month)
      return { order: month ? "month-first" : "day-first", asks: false, proof: month ? evidence.proof : null, turned };
    const fileSays = anyDayFirst === anyMonthFirst ? null : anyMonthFirst ? "month-first" : "day-first";
    if (!day && fileSays !== null) return { order: fileSays, asks: false, proof: null, turned };
    return { order: "day-first", asks: evidence.both > 0, proof: null, turned };
  });
}
