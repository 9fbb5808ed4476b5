import type { ChampKey } from "@/lib/domain/champs";
import type { Doubt } from "@/lib/domain/doubts";
import type { JsonObject } from "@/lib/domain/json";
import type { RowSetAside } from "@/lib/spreadsheet/reading.types";
import type { Place, TableRows } from "./table-rows";

/** The dossier that several rows make, which stands at the place of the first one. */
export type Fold = { source: JsonObject; doubts: readonly Doubt[] };

/**
 * What became of rows that make no dossier of their own. `gone`: all of them, by table; `folded`: those joined to another as one more contract of the same person, whose
 * dossiers are `folds`; `completing`: likewise, to complete it; `copies`: those that say one of our own report's dossiers again; `crowded`: first rows of people who have more contracts than a dossier takes; `disagreeing`: first rows of those whose rows differ in something else;
 * `unlike`: rows that will be left out beside the first one of the same person, and say something else of them.
 */
export type SettledRows = {
  setAside: RowSetAside[];
  gone: Map<number, Set<number>>;
  folds: Map<number, Map<number, Fold>>;
  folded: number[];
  copies: number[];
  crowded: number[];
  disagreeing: RowFields[];
  unlike: RowFields[];
  completing: number[];
};

/** A row, by its number, and the fields of it that something is said of. */
export type RowFields = { row: number; fields: ChampKey[] };

/** Makes no dossier of a row. */
export function forget({ gone }: SettledRows, { at, row }: Place): void {
  gone.set(at, (gone.get(at) ?? new Set()).add(row));
}

/** Makes no dossier of a row, and says why. */
export function leave(
  rows: TableRows,
  settled: SettledRows,
  place: Place,
  why: { reason: string; source?: JsonObject },
): void {
  const { sheet, row } = rows.called(place);
  settled.setAside.push({ sheet, row, ...why, reason: `Ligne ${row} : ${why.reason}` });
  forget(settled, place);
}
