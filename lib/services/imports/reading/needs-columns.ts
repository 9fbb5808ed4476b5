import { CHAMPS, type ChampKey } from "@/lib/domain/champs";
import { isCopiedChamp, isSharedChamp } from "@/lib/domain/shared-champs";
import { mostUsed } from "@/lib/spreadsheet/columns/most-used";
import type { ColumnReading, FileReading, ReadingChoices } from "@/lib/spreadsheet/reading.types";

/** What a person has to say of the columns of a file before its rows mean anything; each list empty when there is nothing. */
export type ColumnQuestions = { unknown: ColumnReading[]; ambiguous: ColumnReading[]; missing: ChampKey[] };

/** The identifier is given by us where the software has none. */
const EXPECTED = CHAMPS.filter(({ key, required }) => required && key !== "id_erp_apprenant").map(({ key }) => key);

const SAMPLES = 3;

/** Two columns under one heading, of two sheets: what a person says of it is said of both. */
function merge(one: ColumnReading, other: ColumnReading): ColumnReading {
  const [first, second] = one.field === null && other.field !== null ? [other, one] : [one, other];
  const words = new Map(first.values.map((word) => [word.value, word]));
  for (const word of first.field === second.field ? second.values : []) {
    words.set(word.value, { ...word, cells: word.cells + (words.get(word.value)?.cells ?? 0) });
  }
  return {
    ...first,
    proposed: first.proposed ?? second.proposed,
    also: [...new Set([...(first.also ?? []), ...(second.also ?? [])])],
    samples: [...new Set([...first.samples, ...second.samples])].slice(0, SAMPLES),
    values: mostUsed([...words.values()]),
    ambiguousDates: first.ambiguousDates || second.ambiguousDates,
    empty: first.empty === true && second.empty === true,
    unasked: first.unasked === true && second.unasked === true,
  };
}

/** The columns of the taken sheets, each heading once. */
export function takenColumns({ sheets, columns }: FileReading): ColumnReading[] {
  const taken = new Set(sheets.flatMap((sheet) => (sheet.taken ? [sheet.name] : [])));
  const byHeading = new Map<string, ColumnReading>();
  for (const column of columns) {
    if (!taken.has(column.sheet) || column.heading.trim() === "") continue;
    const known = byHeading.get(column.heading);
    byHeading.set(column.heading, known === undefined ? column : merge(known, column));
  }
  return [...byHeading.values()];
}

/** The fields that the columns of a file tell. One without a single value tells nothing of what may be said once for all the rows: many an export has it, always empty. */
export function toldFields(columns: readonly ColumnReading[]): ReadonlySet<ChampKey> {
  const saidOnce = (key: ChampKey) => isSharedChamp(key) || isCopiedChamp(key);
  return new Set(
    columns.flatMap(({ field, also = [], empty = false }) =>
      (field === null ? [] : [field, ...also]).filter((key) => !(empty && saidOnce(key))),
    ),
  );
}

/** What nobody knows of the columns of a file: headings without a field, dates that read both ways, mandatory fields that no column tells. */
export function columnQuestions(reading: FileReading): ColumnQuestions {
  if (reading.ownReport) return { unknown: [], ambiguous: [], missing: [] };
  const columns = takenColumns(reading);
  const found = toldFields(columns);
  return {
    unknown: columns.filter(({ field, unasked }) => field === null && unasked !== true),
    ambiguous: columns.filter(({ ambiguousDates }) => ambiguousDates),
    missing: EXPECTED.filter((key) => !found.has(key)),
  };
}

/**
 * Of these questions, those that nobody was asked yet: of the columns of a sheet that was ticked with the answers. What they left unanswered is not asked again.
 */
export function newQuestions(reading: FileReading, { columns = {} }: ReadingChoices): ColumnQuestions {
  const { unknown } = columnQuestions(reading);
  return { unknown: unknown.filter(({ heading }) => !Object.hasOwn(columns, heading)), ambiguous: [], missing: [] };
}

/**
 * Of these questions, those that the matching of a file leaves open: a field of all the rows of which nothing was said, or no longer holds. Other columns than those
 * that it knows do not stop a file.
 */
export function openQuestions(reading: FileReading, { given, copied = {} }: ReadingChoices): ColumnQuestions {
  if (given === undefined) return { unknown: [], ambiguous: [], missing: [] };
  const { missing } = columnQuestions(reading);
  const isOpen = (key: ChampKey) =>
    (isSharedChamp(key) && !Object.hasOwn(given, key)) || (isCopiedChamp(key) && !Object.hasOwn(copied, key));
  const open = missing.filter(isOpen);
  return { unknown: [], ambiguous: [], missing: open };
}

export function hasQuestions({ unknown, ambiguous, missing }: ColumnQuestions): boolean {
  return unknown.length + ambiguous.length + missing.length > 0;
}
