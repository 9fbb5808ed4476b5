import type { createBounds } from "./bounds";
import type { RawSheet } from "./raw.types";
import type { ReadingChoices, SheetReading } from "./reading.types";
import { nameEmployerColumns } from "./table/employer-columns";
import { findTable } from "./table/find-table";
import { openLines } from "./table/lines-in-cells";
import { nameOthersColumns } from "./table/others-names";
import { readTables } from "./table/read-table";
import { separateNames } from "./table/separate-names";
import { separatePeriods } from "./table/separate-periods";
import { separateLists } from "./table/side-by-side";
import type { ReadTable } from "./table/table.types";

/** Known titles that are headings even with nothing under them. */
const MIN_HEADINGS = 3;

/** «Liste d'attente», «Candidats 2026»: under the same headings as the classes, people who are not apprentices there, or not yet. Those who left are: their end is to be sent. */
const NOT_APPRENTICES =
  /(?:^|[^a-z])(?:(?:liste d.?)?attente|candidat(?:e?s|ures?)?(?! (?:retenu|admis|inscrit))|prospects?|pre.?inscri[a-z]*|refus[a-z]*|desist[a-z]*|non retenu[a-z]*|jpo)(?![a-z])/;

/** Why a sheet is only taken when somebody ticks it; null for any other. */
function whyAside({ name, hidden }: RawSheet): string | null {
  if (hidden) return "elle est masquée";
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return NOT_APPRENTICES.test(plain) ? "son nom dit que ce ne sont pas vos apprentis" : null;
}

/** A sheet, and its tables as they are read. `aside`: why it is only taken when ticked; `separator`: what parted its lines, each of which stood in one cell. */
export type FoundSheet = {
  sheet: SheetReading;
  tables: readonly ReadTable[];
  aside: string | null;
  separator: string | null;
};

/**
 * The tables of a sheet. Whole lines in single cells are parted first: until then they hold no headings to be found. Bounds are checked on what they become. Columns that hold two
 * things are made two last, once all their cells are known, and before anything asks what a column is for.
 */
export async function readSheet(
  raw: RawSheet,
  check: ReturnType<typeof createBounds>,
  choices: ReadingChoices,
): Promise<FoundSheet> {
  const { rows: lines, separator } = await openLines(raw.rows);
  const found = await findTable(check(lines));
  if (found === null) {
    const sheet = { name: raw.name, headingRow: null, rows: 0, taken: false };
    return { sheet, tables: [], aside: whyAside(raw), separator };
  }
  const lists = (await readTables(raw, found))
    .flatMap(separateLists)
    .map((table) => nameOthersColumns(nameEmployerColumns(table), choices));
  const tables = lists.map((table) => separatePeriods(separateNames(table, choices), choices));
  const rows = tables.reduce((total, { numeros }) => total + numeros.length, 0);
  const [first] = tables;
  const { headingRow } = tables.find(({ numeros }) => numeros.length > 0) ?? first ?? { headingRow: null };
  // A word that we know on a cover page makes no headings of its row.
  const isTable = rows > 0 || (first !== undefined && first.known >= MIN_HEADINGS);
  const sheet = { name: raw.name, headingRow: isTable ? headingRow : null, rows, taken: false };
  return { sheet, tables, aside: whyAside(raw), separator };
}
