import { type ChampKey, champOf } from "@/lib/domain/champs";
import { parseInput } from "@/lib/domain/parse-input";
import { ServiceError } from "@/lib/errors";
import { actorId } from "@/lib/services/context";
import type { Scope } from "@/lib/services/etablissements/scope";
import { saysOfAllRows } from "@/lib/services/imports/matchings/find-matching";
import { rememberMatching } from "@/lib/services/imports/matchings/remember-matching";
import { type ImportRow, withImport } from "@/lib/services/imports/open-import";
import type { ImportRequests } from "@/lib/services/imports/queue/request-job";
import { requestReading } from "@/lib/services/imports/request-import";
import type { ColumnReading, FileReading, ReadingChoices } from "@/lib/spreadsheet/reading.types";
import type { ColumnsInput } from "./columns-input.types";
import { takenColumns } from "./needs-columns";

type Chosen = ColumnsInput["columns"][number];

const ONE_SHEET = "Cochez au moins une feuille.";

/** A column left as the reader takes it is still the reader's: «Nom de naissance» where «Nom d'usage» is empty, a CFA's UAI that is both. */
function isOwnReading({ heading, field }: Chosen, reading: FileReading | null): boolean {
  const read = reading?.columns.find((column) => column.heading === heading);
  return read?.origin === "heading" && read.field === field;
}

/** Two columns cannot be one field, but as the reader takes them: the person says which. */
function checkFields(columns: readonly Chosen[], reading: FileReading | null): void {
  const first = new Map<ChampKey, Chosen>();
  for (const column of columns) {
    if (column.field === null) continue;
    const other = first.get(column.field);
    if (other !== undefined && !(isOwnReading(other, reading) && isOwnReading(column, reading))) {
      throw new ServiceError(
        "INVALID_INPUT",
        `« ${other.heading} » et « ${column.heading} » ne peuvent pas être toutes deux ${champOf(column.field).label} : choisissez-en une.`,
      );
    }
    if (other === undefined) first.set(column.field, column);
  }
}

function valuesOf(input: ColumnsInput["values"]): NonNullable<ReadingChoices["values"]> {
  const values: NonNullable<ReadingChoices["values"]> = {};
  for (const { champ, word, meaning } of input) {
    if (meaning === "") continue;
    const parsed = parseInput(champ, meaning);
    if ("error" in parsed) throw new ServiceError("INVALID_INPUT", `« ${word} » : ${parsed.error}`);
    values[champ] = { ...values[champ], [word]: parsed.value };
  }
  return values;
}

/** What is typed for all the rows: each fault is told at its field. */
function givenOf(input: ColumnsInput["given"]): NonNullable<ReadingChoices["given"]> {
  const read = input.map(({ champ, text }) => ({ champ, parsed: parseInput(champ, text) }));
  const faults = read.flatMap(({ champ, parsed }) => ("error" in parsed ? [[champ, parsed.error] as const] : []));
  const [first] = faults;
  if (first !== undefined) throw new ServiceError("INVALID_INPUT", first[1], Object.fromEntries(faults));
  return Object.fromEntries(read.flatMap(({ champ, parsed }) => ("value" in parsed ? [[champ, parsed.value]] : [])));
}

/** What was said before of all the rows, and that the page no longer asks, still holds: a sheet ticked since may tell it of its own rows alone. */
function choicesOf(
  { sheets, columns, values, given, copied }: ColumnsInput,
  { reading, choices: before }: Pick<ImportRow, "reading" | "choices">,
): ReadingChoices {
  const dates = columns.flatMap(({ heading, order }) => (order === null ? [] : [[heading, order] as const]));
  return {
    ...(sheets !== null && { sheets }),
    columns: Object.fromEntries(
      columns.flatMap((column) => (isOwnReading(column, reading) ? [] : [[column.heading, column.field] as const])),
    ),
    values: valuesOf(values),
    dates: Object.fromEntries(dates),
    given: { ...before.given, ...givenOf(given) },
    copied: { ...before.copied, ...Object.fromEntries(copied.map(({ champ, said }) => [champ, said])) },
  };
}

/**
 * The headings that somebody had to decide on; all those that tell a field when none had to be (a mandatory field has no column), and
 * with them where a value is given for all the rows: it is of this export, not of whatever has one of its columns.
 */
function decidedHeadings(reading: FileReading, choices: ReadingChoices): string[] {
  const { columns = {}, dates = {} } = choices;
  const known = takenColumns(reading);
  const changed = ({ heading, field }: ColumnReading) => Object.hasOwn(columns, heading) && columns[heading] !== field;
  const asked = (column: ColumnReading) =>
    column.origin === "choice" ||
    (column.field === null && column.unasked !== true) ||
    column.ambiguousDates ||
    changed(column) ||
    dates[column.heading] !== undefined;
  const isAll = !known.some(asked) || saysOfAllRows(choices);
  return known.flatMap((column) => (asked(column) || (isAll && column.field !== null) ? [column.heading] : []));
}

/**
 * Takes what a person said of the columns of a file, which is then read again with it; remembers it for the next files of the same shape
 * when they want so. Throws FORBIDDEN, NOT_FOUND, CONFLICT, BUSY, INVALID_INPUT.
 */
export function chooseColumns(
  scope: Scope,
  boss: ImportRequests,
  importId: string,
  input: ColumnsInput,
): Promise<void> {
  return withImport(scope, importId, ["columns", "preview"], async (tx, found) => {
    if (input.sheets?.length === 0) throw new ServiceError("INVALID_INPUT", ONE_SHEET);
    checkFields(input.columns, found.reading);
    const choices = choicesOf(input, found);
    if (input.remember !== null && found.reading !== null) {
      const headings = decidedHeadings(found.reading, choices);
      const { columns = {}, dates = {}, values = {}, given = {}, copied = {} } = choices;
      const only = <V>(record: Record<string, V>) =>
        Object.fromEntries(Object.entries(record).filter(([heading]) => headings.includes(heading)));
      await rememberMatching(tx, {
        etablissementId: found.etablissementId,
        name: input.remember,
        headings,
        choices: { columns: only(columns), dates: only(dates), values, given, copied },
        at: scope.now,
        by: actorId(scope.actor),
      });
    }
    await requestReading(tx, boss, found, choices);
  });
}
