import type { ChampKey } from "@/lib/domain/champs";
import { ownValue } from "@/lib/domain/own-value";
import { matchHeading } from "@/lib/spreadsheet/headings/match-heading";
import type { MatchOrigin, ReadingChoices } from "@/lib/spreadsheet/reading.types";
import type { ReadTable, TableColumn } from "@/lib/spreadsheet/table/read-table";

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
  origin: MatchOrigin;
};

function wishOf(column: TableColumn, chosen: ReadingChoices["columns"]): Wish | null {
  const choice = ownValue(chosen, column.heading);
  if (choice === null) return null;
  if (choice !== undefined) return { column, field: choice, also: [], weak: false, exact: false, origin: "choice" };
  const match = matchHeading(column.heading.replace(/ \(\d+\)$/, ""), column.band);
  return match === null ? null : { column, ...match, origin: "heading" };
}

/** Chosen columns first, then the API's own names, then other headings, then those that give way; in the order of the file. */
function strength({ origin, exact, weak }: Wish): number {
  if (origin === "choice") return 0;
  return exact ? 1 : weak ? 3 : 2;
}

/**
 * The field of each column of a table: what a person chose, else what its heading tells. The first of two columns for one field is taken and the
 * other reported, unless it is of the kind that fills in («Nom de naissance» where there is no «Nom d'usage»).
 */
export function planColumns(table: ReadTable, choices: ReadingChoices): PlannedColumn[] {
  const wishes = table.columns.flatMap((column) => wishOf(column, choices.columns) ?? []);
  const owners = new Map<ChampKey, Wish>();
  for (const wish of [...wishes].sort((a, b) => strength(a) - strength(b))) {
    if (!owners.has(wish.field)) owners.set(wish.field, wish);
  }
  const planned = table.columns.map((column): PlannedColumn => {
    const wish = wishes.find((each) => each.column === column);
    if (wish === undefined) return { column, field: null, origin: null, fallback: false, doubles: null };
    const owner = owners.get(wish.field);
    if (owner === wish || wish.weak)
      return { column, field: wish.field, origin: wish.origin, fallback: owner !== wish, doubles: null };
    return { column, field: null, origin: null, fallback: false, doubles: owner?.column.heading ?? null };
  });
  for (const { column, also, origin } of wishes) {
    for (const field of also) {
      if (owners.has(field)) continue;
      planned.push({ column, field, origin, fallback: false, doubles: null });
    }
  }
  return planned;
}
