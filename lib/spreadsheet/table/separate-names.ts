import { tidyText } from "@/lib/domain/cells/tidy-text";
import { ownValue } from "@/lib/domain/own-value";
import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import { isOthersBand } from "@/lib/spreadsheet/headings/others-band";
import type { ReadingChoices } from "@/lib/spreadsheet/reading.types";
import { ColumnValues } from "./column-values";
import { type SplitName, splitName } from "./split-name";
import type { ReadTable, TableColumn } from "./table.types";
import { toldFields } from "./told-fields";
import { type WholeNameHeading, wholeNameHeading } from "./whole-name-heading";

/** The share of the cells that must be whole names, for a column to be one of whole names; less where its heading says it. */
const SHARE = 0.9;
const SHARE_WHEN_SAID = 0.5;

const textOf = (cell: TableColumn["cells"]["values"][number]) =>
  isEmptyCell(cell) || cell === null ? "" : tidyText(String(cell)).text;

/** The whole names of a column, by rank; null when too few of its cells are, or when nothing says which word is which. */
function wholeNames({ cells }: TableColumn, { order, says }: WholeNameHeading): (SplitName | null)[] | null {
  const names = cells.values.map((cell) => {
    const name = splitName(textOf(cell), order);
    // «Dupont Jean» under «Apprenti»: either may be the first name.
    return name?.by === "order" && !says ? { ...name, sure: false } : name;
  });
  const rows = cells.counts();
  const count = (keeps: (rank: number) => boolean) =>
    rows.reduce((total, held, rank) => total + (keeps(rank) ? held : 0), 0);
  const filled = count((rank) => textOf(cells.values[rank] ?? null) !== "");
  const found = count((rank) => (says ? names[rank] !== null : names[rank]?.sure === true));
  return filled > 0 && found >= filled * (says ? SHARE_WHEN_SAID : SHARE) ? names : null;
}

function halfOf(column: TableColumn, rows: number, names: readonly (SplitName | null)[], half: "surname" | "given") {
  const cells = new ColumnValues();
  const asks = new Map<number, string>();
  for (let row = 0; row < rows; row++) {
    const rank = column.cells.rankAt(row);
    const [name, whole] = [names[rank] ?? null, column.cells.values[rank] ?? null];
    cells.push(name?.[half] ?? (half === "surname" ? whole : null));
    if (name?.sure !== false) continue;
    const said = half === "surname" ? "le nom" : "le prénom";
    asks.set(
      row,
      `Le nom et le prénom sont dans une même cellule (« ${textOf(whole)} ») : « ${name[half]} » y est pris pour ${said}. Dites si c'est juste, ou corrigez-le.`,
    );
  }
  cells.close();
  const title = half === "surname" ? "nom" : "prénom";
  const holds = half === "surname" ? ("nom_apprenant" as const) : ("prenom_apprenant" as const);
  return { ...column, heading: `${column.heading} (${title})`, cells, holds, asks };
}

/**
 * A table whose software writes surname and first name in one column, with a column of each instead: «NOM Prénom», or «Nom» and «Apprenti» where no other
 * column holds the first name and the cells are whole names. What cannot be told apart surely is asked. A column that a person chose for is theirs.
 */
export function separateNames(table: ReadTable, choices: ReadingChoices): ReadTable {
  const fields = toldFields(table.columns);
  if (fields.has("prenom_apprenant")) return table;
  for (const [at, column] of table.columns.entries()) {
    const isOpen = ownValue(choices.columns, column.heading) === undefined && !isOthersBand(column.band);
    const kind = isOpen ? wholeNameHeading(column.heading) : null;
    if (kind === null || (kind.says && fields.has("nom_apprenant"))) continue;
    const names = wholeNames(column, kind);
    if (names === null) continue;
    const halves = (["surname", "given"] as const).map((half) => halfOf(column, table.numeros.length, names, half));
    return { ...table, columns: table.columns.toSpliced(at, 1, ...halves), separated: column.heading };
  }
  return table;
}
