import { foldText } from "@/lib/domain/fold-text";
import { ownValue } from "@/lib/domain/own-value";
import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import { headingWords } from "@/lib/spreadsheet/headings/heading-words";
import { matchHeading } from "@/lib/spreadsheet/headings/match-heading";
import { isPersonal } from "@/lib/spreadsheet/headings/others-band";
import type { ReadingChoices } from "@/lib/spreadsheet/reading.types";
import { splitName } from "./split-name";
import type { ReadTable, TableColumn } from "./table.types";
import { wholeNameHeading } from "./whole-name-heading";

/** As if it stood over them: what everybody has is not the apprentice's there. */
const BAND = "Tuteur";
/** Rows that name two people, from which it is no chance; and how many of them for one that names one person twice. */
const ENOUGH = 3;
const FOR_EACH = 4;
/** The share of the cells under «Apprenti» that must be whole names. */
const SHARE = 0.9;

const textOf = ({ cells }: TableColumn, row: number) => {
  const cell = cells.values[cells.rankAt(row)];
  return isEmptyCell(cell) ? "" : String(cell);
};
const namesOf = (text: string) =>
  foldText(text)
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1);

/** A column of a person who is not said: «Nom», «Prénom», «Téléphone», and no word more than what everybody has. */
function isBare({ heading, band, untitled }: TableColumn): boolean {
  const field = matchHeading(heading)?.field;
  return (
    untitled !== true &&
    band === "" &&
    field !== undefined &&
    isPersonal(field) &&
    !headingWords(heading).words.has("apprenant")
  );
}

/** Whether the names under «Nom» and «Prénom» are those of other people than the whole names of a column. */
function areOthers(rows: number, whole: TableColumn, halves: readonly TableColumn[]): boolean {
  let [filled, names, same, other] = [0, 0, 0, 0];
  for (let row = 0; row < rows; row++) {
    const text = textOf(whole, row);
    if (text === "") continue;
    filled += 1;
    if (splitName(text, "surname-first") === null) continue;
    names += 1;
    const said = new Set(namesOf(text));
    const beside = halves.map((half) => namesOf(textOf(half, row))).filter((words) => words.length > 0);
    if (beside.length === 0) continue;
    // A colleague of the same first name, an uncle of the same surname, are other people.
    if (beside.every((words) => words.some((word) => said.has(word)))) same += 1;
    else other += 1;
  }
  return names >= filled * SHARE && other >= Math.max(ENOUGH, same * FOR_EACH);
}

/**
 * A table where «Nom», «Prénom» and what follows them are not the apprentice's, as if «Tuteur» stood over them: a column that names the apprentice («Apprenti»: whole names) names
 * other people on the same rows. Where they agree, hardly any row tells, or a person chose, they are read as their headings say.
 */
export function nameOthersColumns(table: ReadTable, choices: ReadingChoices): ReadTable {
  const { columns, numeros } = table;
  const whole = columns.filter(({ heading, band }) => band === "" && wholeNameHeading(heading)?.ofApprentice === true);
  const fieldOf = (column: TableColumn | undefined) =>
    column !== undefined && isBare(column) ? matchHeading(column.heading)?.field : null;
  const isName = (column: TableColumn | undefined) => /^(?:pre)?nom_apprenant$/.test(fieldOf(column) ?? "");
  const at = columns.findIndex((column, index) => isName(column) && isName(columns[index + 1]));
  if (at === -1 || fieldOf(columns[at]) === fieldOf(columns[at + 1])) return table;
  const halves = columns.slice(at, at + 2);
  if (halves.some(({ heading }) => ownValue(choices.columns, heading) !== undefined)) return table;
  if (!whole.some((column) => areOthers(numeros.length, column, halves))) return table;
  const end = columns.findIndex((column, index) => index > at && !isBare(column));
  const others = new Set(columns.slice(at, end === -1 ? columns.length : end));
  return {
    ...table,
    columns: columns.map((column) => (others.has(column) ? { ...column, band: BAND } : column)),
    ofOthers: [...others].map(({ heading }) => heading),
  };
}
