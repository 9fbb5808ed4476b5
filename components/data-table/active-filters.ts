import type { ListParams, Search } from "./column.types";
import { valuesOf } from "./list-url";

/** One value that a list is searched for, as its reader knows it: «Formation», «BTS SIO». */
export type ActiveFilter = { key: string; title: string; value: string; label: string };

/** What keeps lines of a list out of sight, in the order of its searches. */
export function activeFilters(searches: readonly Search[], params: ListParams): ActiveFilter[] {
  return searches.flatMap(({ key, title, search }) => {
    const options = search.kind === "liste" || search.kind === "choix" ? search.options : [];
    return valuesOf(params, key).map((value) => {
      const label = options.find((option) => option.value === value)?.label ?? value;
      return { key, title, value, label };
    });
  });
}
