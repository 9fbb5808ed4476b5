import type { ChampKey } from "@/lib/domain/champs";
import { NAMES } from "@/lib/domain/identity-fields";
import type { ReadColumns } from "@/lib/spreadsheet/columns/read-columns";
import type { LostCell } from "@/lib/spreadsheet/table/table.types";
import { type AssembledRow, assembleRow } from "./assemble-row";

/** A row: its table's rank, and its own in it. */
export type Place = { at: number; row: number };

/**
 * The rows of all the tables, put together when they are asked for: `whole`, or `named`, with nothing but what tells whose they are. `called`: a row as a person finds
 * it in the file; `isOfReport`: of our own report that comes back.
 */
export type TableRows = {
  places: () => Generator<Place>;
  called: (place: Place) => { sheet: string; row: number };
  isShifted: (place: Place) => boolean;
  isCut: (place: Place) => boolean;
  isOfReport: (place: Place) => boolean;
  whole: (place: Place) => AssembledRow;
  named: (place: Place) => AssembledRow;
};

/** What tells whose a row is, and whether it can be a dossier. */
const TELLS_WHOSE: ReadonlySet<ChampKey> = new Set(NAMES);
const NONE: ReadonlySet<number> = new Set();

/** The rows of these tables. */
export function openRows(tables: readonly ReadColumns[]): TableRows {
  const naming = tables.map((table) => ({
    ...table,
    columns: table.columns.filter(({ field }) => TELLS_WHOSE.has(field)),
    given: table.given.filter(({ field }) => TELLS_WHOSE.has(field)),
    copied: [],
    signature: null,
    missing: null,
  }));
  const lostOf = tables.map(({ table }) => lostByRow(table.lost));
  const assemble = (from: readonly ReadColumns[], { at, row }: Place): AssembledRow => {
    const table = from[at];
    if (table === undefined) throw new Error("No such table.");
    return assembleRow(table, row, lostOf[at]?.get(row) ?? NONE);
  };
  function* places(): Generator<Place> {
    for (const [at, { table }] of tables.entries()) {
      for (let row = 0; row < table.numeros.length; row++) yield { at, row };
    }
  }
  return {
    places,
    called: ({ at, row }) => ({ sheet: tables[at]?.table.sheet ?? "", row: tables[at]?.table.numeros[row] ?? 0 }),
    isShifted: ({ at, row }) => tables[at]?.table.odd.shifted.has(row) ?? false,
    isCut: ({ at, row }) => tables[at]?.table.odd.cut.has(row) ?? false,
    isOfReport: ({ at }) => tables[at]?.ownReport ?? false,
    whole: (place) => assemble(tables, place),
    named: (place) => assemble(naming, place),
  };
}

function lostByRow(lost: readonly LostCell[]): Map<number, Set<number>> {
  const byRow = new Map<number, Set<number>>();
  for (const { row, column } of lost) byRow.set(row, (byRow.get(row) ?? new Set()).add(column));
  return byRow;
}
