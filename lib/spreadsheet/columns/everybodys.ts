import type { ChampKey } from "@/lib/domain/champs";
import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import type { TableColumn } from "@/lib/spreadsheet/table/table.types";

const OF_PARENTS: ReadonlySet<ChampKey> = new Set(["responsable_apprenant_mail1", "responsable_apprenant_mail2"]);
/** What each person has of their own, or their parents. */
const OWN: ReadonlySet<ChampKey> = new Set(["email_contact", "tel_apprenant", ...OF_PARENTS]);
/** Rows from which one value for all of them is no family's. */
const SEVERAL = 5;

function saysTheSame({ cells }: Pick<TableColumn, "cells">): boolean {
  const said = [...cells.values.entries()].filter(([, cell]) => !isEmptyCell(cell));
  const [only] = said;
  return said.length === 1 && only !== undefined && (cells.counts()[only[0]] ?? 0) >= SEVERAL;
}

/** True for a column that says the same of everybody, where each has their own: nothing but its cells would give it this field. */
export const isEverybodys = (column: Pick<TableColumn, "cells">, field: ChampKey): boolean =>
  OWN.has(field) && saysTheSame(column);

/**
 * True for «Mail responsable» that says the same of everybody: its «responsable» is the school's own. Not for the apprentice's own address or telephone: a CFA that writes
 * its own for all of them, since the TBA wants one, means it.
 */
export const isNoParents = (column: Pick<TableColumn, "cells">, field: ChampKey): boolean =>
  OF_PARENTS.has(field) && saysTheSame(column);
