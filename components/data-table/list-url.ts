import type { ListParams } from "./column.types";

type Value = string | readonly string[] | null | undefined;

/** The values of a parameter, none blank. */
export function valuesOf(params: ListParams, name: string): readonly string[] {
  return texts(params[name]);
}

function texts(value: Value): string[] {
  const list = value === null || value === undefined ? [] : typeof value === "string" ? [value] : value;
  return list.map((text) => text.trim()).filter((text) => text !== "");
}

/**
 * The address of a list once some parameters change: null or blank removes one. Going back to the first page is
 * implied by any change but that of the page itself, since the lines are no longer the same.
 */
export function listUrl(path: string, params: ListParams, changes: Readonly<Record<string, Value>>): string {
  const next = new URLSearchParams();
  const merged: Record<string, Value> = { ...params, page: null, ...changes };
  for (const [name, value] of Object.entries(merged)) {
    for (const text of texts(value)) if (!(name === "page" && text === "1")) next.append(name, text);
  }
  const query = next.toString();
  return query === "" ? path : `${path}?${query}`;
}
