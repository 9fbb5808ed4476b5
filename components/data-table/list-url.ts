import type { ListParams } from "./column.types";

/**
 * The address of a list once some parameters change: null or blank removes one. Going back to the first page is
 * implied by any change but that of the page itself, since the lines are no longer the same.
 */
export function listUrl(path: string, params: ListParams, changes: Readonly<Record<string, string | null>>): string {
  const next = new URLSearchParams();
  const merged: Record<string, string | null> = { ...params, page: null, ...changes };
  for (const [name, value] of Object.entries(merged)) {
    const clean = value?.trim() ?? "";
    if (clean !== "" && !(name === "page" && clean === "1")) next.set(name, clean);
  }
  const query = next.toString();
  return query === "" ? path : `${path}?${query}`;
}
