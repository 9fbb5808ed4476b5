import { matchHeading } from "@/lib/spreadsheet/headings/match-heading";
import { ColumnValues } from "./column-values";
import type { ReadTable } from "./table.types";

const HEADING = "Année scolaire (nom de la feuille)";
/** «2025-2026», «Apprentis 2025-26», «25-26»; «Semaines 36-37» is none. */
const YEARS = /(?<!\d)20(\d\d)\s?[-_/–]\s?(?:20)?(\d\d)(?!\d)|^([23]\d)\s?[-_/–]\s?(\d\d)$/;

/** The school year that the name of a sheet says; null when it says none. */
function yearOf(sheet: string): string | null {
  const [, long = "", next = "", short = "", last = ""] = YEARS.exec(sheet.trim()) ?? [];
  const [from, to] = [Number(long || short), Number(next || last)];
  return from > 0 && to === from + 1 ? `20${from}-20${to}` : null;
}

const isTold = ({ columns }: ReadTable) =>
  columns.some(({ heading, band }) => matchHeading(heading, band)?.field === "annee_scolaire");

function withYear(table: ReadTable, year: string): ReadTable {
  const cells = new ColumnValues();
  for (const _ of table.numeros) cells.push(year);
  cells.close();
  const index = Math.max(-1, ...table.columns.map((column) => column.index)) + 1;
  return {
    ...table,
    columns: [...table.columns, { heading: HEADING, band: "", index, cells, holds: "annee_scolaire" }],
  };
}

/**
 * Of a workbook of a sheet a year, each table with its year: where no column tells it, the name of the sheet does. Said once for the whole file, it would be that of one
 * sheet alone. A year that is alone is left for a person to say.
 */
export function tellYears(tables: readonly ReadTable[]): (table: ReadTable) => ReadTable {
  const open = new Set(tables.filter((table) => table.numeros.length > 0 && !isTold(table)));
  const years = new Set([...open].flatMap(({ sheet }) => yearOf(sheet) ?? []));
  return (table) => {
    const year = years.size > 1 && open.has(table) ? yearOf(table.sheet) : null;
    return year === null ? table : withYear(table, year);
  };
}
