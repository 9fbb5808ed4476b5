import { RAPPORT_COLUMNS, type RapportColumn, type RapportFilters } from "./rapport.types";

type Params = Record<string, string | string[] | undefined>;
const MAX_LENGTH = 100;

const only = (value: string | string[] | undefined): string =>
  Array.isArray(value) ? (value[0] ?? "") : (value ?? "");
const isColumn = (text: string): text is RapportColumn => RAPPORT_COLUMNS.some((column) => column === text);

/** What the URL asks for; what it should not ask is ignored. */
export function parseFilters(params: Params): RapportFilters {
  const searches: RapportFilters["searches"] = {};
  for (const column of RAPPORT_COLUMNS) {
    const searched = only(params[column]).replaceAll("\u0000", "").trim().slice(0, MAX_LENGTH);
    if (searched !== "") searches[column] = searched;
  }
  const sort = only(params.tri);
  const page = Number(only(params.page));
  return {
    searches,
    sort: isColumn(sort) ? sort : "numero",
    direction: only(params.sens) === "desc" ? "desc" : "asc",
    page: Number.isInteger(page) && page >= 1 && page < 1_000_000 ? page : 1,
  };
}
