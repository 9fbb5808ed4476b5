import { FILE_DATES, readDay } from "@/lib/domain/cells/read-day";
import { type ChampKey, champOf, isChampKey } from "@/lib/domain/champs";
import type { ChampType } from "@/lib/domain/champs/definition";
import { ownValue } from "@/lib/domain/own-value";
import { type Cell, parseValue } from "@/lib/domain/parse-value";
import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import { matchHeading } from "@/lib/spreadsheet/headings/match-heading";
import type { MatchOrigin, ReadingChoices } from "@/lib/spreadsheet/reading.types";
import type { ReadTable, TableColumn } from "@/lib/spreadsheet/table/table.types";
import { numbersContracts } from "./contract-number";
import { isNoParents } from "./everybodys";
import { codeOf } from "./guess-content";
import { isCopy } from "./same-cells";
import { saysStatut, tellsStatut } from "./tells-statut";

/** What a column of a table is for. `field` is null when it is left out; `doubles`: the heading that already has this field. */
export type PlannedColumn = {
  column: TableColumn;
  field: ChampKey | null;
  origin: MatchOrigin | null;
  /** It only fills the rows that the field's own column leaves empty. */
  fallback: boolean;
  doubles: string | null;
};

type Wish = {
  column: TableColumn;
  field: ChampKey;
  also: readonly ChampKey[];
  weak: boolean;
  exact: boolean;
  unsure?: boolean;
  origin: MatchOrigin;
};

function wishOf(table: ReadTable, column: TableColumn, chosen: ReadingChoices["columns"]): Wish | null {
  const choice = ownValue(chosen, column.heading);
  if (choice === null) return null;
  if (choice !== undefined) return { column, field: choice, also: [], weak: false, exact: false, origin: "choice" };
  if (column.holds !== undefined)
    return { column, field: column.holds, also: [], weak: false, exact: false, origin: "heading" };
  const match = matchHeading(column.heading.replace(REPEATED, ""), column.band);
  if (tellsStatut(column))
    return { column, field: "statut", also: [], weak: false, exact: false, unsure: true, origin: "heading" };
  if (match === null || (match.unsure && !saysStatut(column)) || answersNothing(column, match)) return null;
  if (!match.exact && isNoParents(column, match.field)) return null;
  if (numbersContracts(column, table)) return null;
  return { column, ...match, field: heldBy(column, match), origin: "heading" };
}

/** The TBA's own status is a figure: words under its name tell who is an apprentice. «Diplôme» holds its title, or its code. */
function heldBy({ cells: { values } }: TableColumn, { field, exact }: Pick<Wish, "field" | "exact">): ChampKey {
  if (field === "statut_apprenant") return values.some(isWord) ? "statut" : field;
  return field === "libelle_court_formation" && !exact ? (codeOf(values) ?? field) : field;
}

const isYesOrNo = (cell: Cell) => typeof parseValue("booleen", cell) === "boolean";

/** What a cell must be for a column of a kind of field to be one: for the kinds where the same heading says other things. */
const ANSWERS: Partial<Record<ChampType, (cell: Cell) => boolean>> = {
  booleen: isYesOrNo,
  codePostalTolere: (cell) => /^\d{4,5}$/.test(String(cell).trim()),
  libelle: (cell) => !isYesOrNo(cell),
  texte: (cell) => !isYesOrNo(cell),
};

/**
 * A column none of whose cells is what its field takes: a question that is never answered by yes or no («Diplôme obtenu» that names a diploma), a name that always is
 * («Diplômé», «Entreprise»), a postal code of birth that is a département, of which the TBA would make «00035».
 */
function answersNothing({ cells: { values } }: TableColumn, { field, exact }: Pick<Wish, "field" | "exact">): boolean {
  const answers = exact ? undefined : ANSWERS[champOf(field).type];
  const said = values.filter((cell) => !isEmptyCell(cell));
  return answers !== undefined && said.length > 0 && !said.some(answers);
}

const isWord = (cell: Cell) => typeof cell === "string" && /^\s*\p{L}/u.test(cell);

/** What openColumns adds to a heading that comes again. */
const REPEATED = / \((\d+)\)$/;
const OF_CONTRAT: ReadonlySet<string> = new Set([
  "contrat_date_debut",
  "contrat_date_fin",
  "contrat_date_rupture",
  "cause_rupture_contrat",
  "siret_employeur",
  "nom_employeur",
]);

/**
 * Software that writes its contracts one after the other under the same headings: the second «Date début contrat» is that of the second contract, and what
 * stands under a heading that comes again is of the same rank. A column that only copies the first is still its double.
 */
function rankRepeated(wishes: readonly Wish[], { numeros }: ReadTable): Wish[] {
  const rankOf = ({ column }: Wish) => Number(REPEATED.exec(column.heading)?.[1] ?? 1);
  const firsts = new Map(wishes.filter((wish) => rankOf(wish) === 1).map((wish) => [wish.field, wish]));
  const isOther = (wish: Wish) => {
    const first = firsts.get(wish.field);
    return first !== undefined && !isCopy(first.column, wish.column, numeros.length);
  };
  const ranks = new Set(
    wishes.filter((wish) => wish.field === "contrat_date_debut" && rankOf(wish) > 1 && isOther(wish)).map(rankOf),
  );
  return wishes.map((wish) => {
    const [rank, base] = [rankOf(wish), wish.field];
    const field = `${base}_${rank}`;
    return ranks.has(rank) && OF_CONTRAT.has(base) && isChampKey(field) ? { ...wish, field } : wish;
  });
}

const isEmpty = ({ cells }: TableColumn) => cells.values.every(isEmptyCell);

const isDay = (cell: Cell) => typeof cell === "number" || readDay(String(cell), FILE_DATES).kind !== "unreadable";

/** «Inscrit: oui», «Inscrit en: BTS» tell no day, where «Date d'inscription» does. */
const saysNoDay = ({ column, field }: Wish) =>
  champOf(field).type === "date" && !column.cells.values.some((cell) => !isEmptyCell(cell) && isDay(cell));

/** Chosen columns first, then the API's own names, then other headings, after them those whose words also mean other things or that say nothing, then those that give way; in the order of the file. */
function strength(wish: Wish): number {
  const { column, origin, exact, weak, unsure } = wish;
  if (origin === "choice") return 0;
  if (exact) return 1;
  if (weak) return 4;
  return unsure === true || isEmpty(column) || saysNoDay(wish) ? 3 : 2;
}

/**
 * The field of each column of a table: what a person chose, else what its heading tells. The first of two columns for one field is taken and the
 * other reported, unless it is of the kind that fills in («Nom de naissance» where there is no «Nom d'usage»).
 */
export function planColumns(table: ReadTable, choices: ReadingChoices): PlannedColumn[] {
  const wishes = rankRepeated(
    table.columns.flatMap((column) => wishOf(table, column, choices.columns) ?? []),
    table,
  );
  const owners = new Map<ChampKey, Wish>();
  for (const wish of [...wishes].sort((a, b) => strength(a) - strength(b))) {
    if (!owners.has(wish.field)) owners.set(wish.field, wish);
  }
  const planned = table.columns.map((column): PlannedColumn => {
    const wish = wishes.find((each) => each.column === column);
    if (wish === undefined) return { column, field: null, origin: null, fallback: false, doubles: null };
    const owner = owners.get(wish.field);
    if (owner === wish || (wish.weak && !(owner?.weak && wish.also.length > 0)))
      return { column, field: wish.field, origin: wish.origin, fallback: owner !== wish, doubles: null };
    return { column, field: null, origin: null, fallback: false, doubles: owner?.column.heading ?? null };
  });
  const isOwner = (wish: Wish) => owners.get(wish.field) === wish;
  const given = new Set<ChampKey>(owners.keys());
  for (const { column, also, origin } of [...wishes].sort((a, b) => Number(isOwner(b)) - Number(isOwner(a)))) {
    for (const field of also) {
      if (given.has(field)) continue;
      given.add(field);
      planned.push({ column, field, origin, fallback: false, doubles: null });
    }
  }
  return planned;
}
