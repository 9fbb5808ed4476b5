import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import { headingWords } from "@/lib/spreadsheet/headings/heading-words";
import { compactHeading, matchHeading } from "@/lib/spreadsheet/headings/match-heading";
import type { ReadTable, TableColumn } from "./table.types";

/** What a company has, that its apprentice has too, and what stands between. */
const OF_COMPANY = new Set(
  "adresse cp ville commune telephone fixe email siret siren naf ape code fax pays numero complement postale ligne".split(
    " ",
  ),
);
/** Of which nobody shares theirs with a colleague: two of them may live in one town. */
const OWN = new Set(["adresse", "telephone", "fixe", "email"]);
/** Rows that share a value with a colleague's, from which it is no chance. */
const ENOUGH = 3;
const REPEATED = / \(\d+\)$/;

const isEmployer = ({ heading, band, untitled }: TableColumn) =>
  untitled !== true && band === "" && /^(?:nom|siret)_employeur$/.test(matchHeading(heading)?.field ?? "");

/** «Adresse», «Tél.», that no word says to be the apprentice's. */
function isBare({ heading, band, holds }: TableColumn): boolean {
  const { words } = headingWords(heading);
  return band === "" && holds === undefined && words.size > 0 && [...words].every((word) => OF_COMPANY.has(word));
}

/** Of those who have one employer, how many rows say under a column what a colleague's does, and how many something else. */
function compare({ numeros }: ReadTable, employer: TableColumn, { cells }: TableColumn) {
  const said = new Map<number, { value: number; rows: number }>();
  let [same, other] = [0, 0];
  for (let row = 0; row < numeros.length; row++) {
    const [who, value] = [employer.cells.rankAt(row), cells.rankAt(row)];
    if (isEmptyCell(employer.cells.values[who]) || isEmptyCell(cells.values[value])) continue;
    const first = said.get(who);
    if (first === undefined) said.set(who, { value, rows: 1 });
    else if (first.value !== value) other += 1;
    else {
      first.rows += 1;
      same += first.rows === 2 ? 2 : 1;
    }
  }
  return { same, other };
}

/** Of the columns that follow an employer's, those that are its own; none when nothing shows it. */
function ownColumns(table: ReadTable, at: number): TableColumn[] {
  const employer = table.columns[at];
  const rest = table.columns.slice(at + 1);
  const end = rest.findIndex((column) => !isBare(column) && !isEmployer(column));
  const run = (end === -1 ? rest : rest.slice(0, end)).filter(isBare);
  if (employer === undefined || run.length === 0) return [];
  const read = run.map((column) => ({ column, ...compare(table, employer, column) }));
  const before = new Set(table.columns.slice(0, at).map(({ heading }) => compactHeading(heading)));
  const comesAgain = ({ heading }: TableColumn) => before.has(compactHeading(heading.replace(REPEATED, "")));
  const has = ({ heading }: TableColumn, words: ReadonlySet<string>) =>
    [...headingWords(heading).words].some((word) => words.has(word));
  // A company has several places: its people may differ, seldom as much as they agree.
  const isShared = ({ column, same, other }: (typeof read)[number]) =>
    same >= ENOUGH && same > other && has(column, OWN);
  if (!run.some(comesAgain) && !read.some(isShared)) return [];
  return read.flatMap(({ column, same, other }) => (same <= other && other > 0 && has(column, OWN) ? [] : [column]));
}

/**
 * A table where «Adresse», «Tél.», «E-mail» after «Entreprise» are the company's and not the apprentice's, as if «Entreprise» stood over them: the apprentice's came
 * before under the same headings, or colleagues share them. Where nothing shows it, or colleagues differ, they are read as their headings say.
 */
export function nameEmployerColumns(table: ReadTable): ReadTable {
  const bands = new Map<TableColumn, string>();
  for (const [at, column] of table.columns.entries()) {
    if (!isEmployer(column)) continue;
    for (const own of ownColumns(table, at)) bands.set(own, column.heading);
  }
  if (bands.size === 0) return table;
  const columns = table.columns.map((column) => ({ ...column, band: bands.get(column) ?? column.band }));
  return { ...table, columns, ofEmployer: [...bands.keys()].map(({ heading }) => heading) };
}
