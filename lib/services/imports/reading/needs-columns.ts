import { CHAMPS, type ChampKey } from "@/lib/domain/champs";
import type { ColumnReading, FileReading } from "@/lib/spreadsheet/reading.types";

/** What a person has to say of the columns of a file before its rows mean anything; each list empty when there is nothing. */
export type ColumnQuestions = { unknown: ColumnReading[]; ambiguous: ColumnReading[]; missing: ChampKey[] };

/** The identifier is given by us where the software has none. */
const EXPECTED = CHAMPS.filter(({ key, required }) => required && key !== "id_erp_apprenant").map(({ key }) => key);

/** The columns of the taken sheets, each heading once. */
export function takenColumns({ sheets, columns }: FileReading): ColumnReading[] {
  const taken = new Set(sheets.flatMap((sheet) => (sheet.taken ? [sheet.name] : [])));
  const seen = new Set<string>();
  return columns.filter(({ sheet, heading }) => {
    if (!taken.has(sheet) || heading.trim() === "" || seen.has(heading)) return false;
    seen.add(heading);
    return true;
  });
}

/** What nobody knows of the columns of a file: headings without a field, dates that read both ways, mandatory fields without a column. */
export function columnQuestions(reading: FileReading): ColumnQuestions {
  if (reading.ownReport) return { unknown: [], ambiguous: [], missing: [] };
  const columns = takenColumns(reading);
  const found = new Set(columns.flatMap(({ field, also = [] }) => (field === null ? [] : [field, ...also])));
  return {
    unknown: columns.filter(({ field, origin }) => field === null && origin !== "choice"),
    ambiguous: columns.filter(({ ambiguousDates }) => ambiguousDates),
    missing: EXPECTED.filter((key) => !found.has(key)),
  };
}

export function hasQuestions({ unknown, ambiguous, missing }: ColumnQuestions): boolean {
  return unknown.length + ambiguous.length + missing.length > 0;
}
