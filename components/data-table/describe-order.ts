import type { Column, Sort } from "./column.types";

/** «Trié par Apprenant, ordre croissant.»; empty when no column sorts. */
export function describeOrder(columns: readonly Column[], { key, direction }: Sort): string {
  const column = columns.find((each) => each.key === key);
  if (column === undefined) return "";
  return `Trié par ${column.title}, ordre ${direction === "asc" ? "croissant" : "décroissant"}.`;
}
