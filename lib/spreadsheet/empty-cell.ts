import type { Cell } from "@/lib/domain/parse-value";

/** True for what a person sees as an empty cell: nothing, or blanks. */
export const isEmptyCell = (cell: Cell | undefined) =>
  cell === undefined || cell === null || (typeof cell === "string" && cell.trim() === "");
