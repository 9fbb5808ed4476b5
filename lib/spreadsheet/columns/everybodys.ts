import type { ChampKey } from "@/lib/domain/champs";
import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import type { TableColumn } from "@/lib/spreadsheet/table/table.types";

/** What each person has of their own, or their parents. */
const OWN: ReadonlySet<ChampKey> = new Set([
  "email_contact",
  "tel_apprenant",
  "responsable_apprenant_mail1",
  "responsable_apprenant_mail2",
]);
/** Rows from which one value for all of them is no family's. */
const SEVERAL = 5;

/** True for a column that says the same of everybody, where each has their own: the address of the CFA, of its «responsable pédagogique». */
export function isEverybodys({ cells }: Pick<TableColumn, "cells">, field: ChampKey): boolean {
  if (!OWN.has(field)) return false;
  const said = [...cells.values.entries()].filter(([, cell]) => !isEmptyCell(cell));
  const [only] = said;
  return said.length === 1 && only !== undefined && (cells.counts()[only[0]] ?? 0) >= SEVERAL;
}
