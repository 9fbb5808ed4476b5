import type { Cell } from "@/lib/domain/parse-value";
import { compactHeading } from "@/lib/spreadsheet/headings/match-heading";
import type { TableColumn } from "@/lib/spreadsheet/table/table.types";

/** The TBA's own headings of its lists (exports.md), by what we make of them. */
const HEADINGS = {
  uai: "organisme_uai",
  siret: "organisme_siret",
  lastName: "apprenant_nom",
  firstName: "apprenant_prenom",
  birth: "apprenant_date_de_naissance",
  statut: "apprenant_statut",
  cfd: "formation_cfd",
  rncp: "formation_rncp",
  formation: "formation_libelle_long",
} as const;

export type ListColumn = keyof typeof HEADINGS;
const COLUMNS = Object.keys(HEADINGS) as ListColumn[];
/** Without these, a line says nothing of anybody. */
const NEEDED: readonly ListColumn[] = ["lastName", "firstName", "birth", "statut"];

const BY_HEADING = new Map(COLUMNS.map((column) => [compactHeading(HEADINGS[column]), column]));

/** However it is written: a list may have been saved again. */
const columnOf = (heading: string): ListColumn | undefined => BY_HEADING.get(compactHeading(heading));

/** How many of the TBA's headings the cells of a row hold. */
export function countListHeadings(cells: readonly Cell[]): number {
  const found = cells.flatMap((cell) => (typeof cell === "string" ? (columnOf(cell) ?? []) : []));
  return new Set(found).size;
}

export type ListColumns = Partial<Record<ListColumn, TableColumn>>;

/** The columns of a list, and the headings that it lacks and cannot do without. */
export function findListColumns(columns: readonly TableColumn[]): { found: ListColumns; missing: string[] } {
  const found: ListColumns = {};
  for (const column of columns) {
    const known = columnOf(column.heading);
    if (known !== undefined) found[known] ??= column;
  }
  return {
    found,
    missing: NEEDED.filter((column) => found[column] === undefined).map((column) => HEADINGS[column]),
  };
}
