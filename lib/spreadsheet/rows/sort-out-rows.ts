import { identifierOf, identityOf } from "@/lib/domain/identity-fields";
import type { ReadColumns } from "@/lib/spreadsheet/columns/read-columns";
import type { RowIdentity, RowReading } from "@/lib/spreadsheet/reading.types";
import { settleRows } from "./settle-rows";
import type { Fold, SettledRows } from "./settled-rows";
import { openRows, type Place } from "./table-rows";

/** The rows of all the tables: what became of those that make no dossier of their own, and those that do, given one by one, first whose they are and then all of them. */
export type SortedOutRows = Omit<SettledRows, "gone" | "folds"> & {
  dossiers: number;
  identities: () => Generator<RowIdentity>;
  rows: () => Generator<RowReading>;
};

/** Assembles the rows of the tables, sets aside those that are nobody's, and joins those that are one more contract of the same dossier. */
export function sortOutRows(tables: readonly ReadColumns[]): SortedOutRows {
  const from = openRows(tables);
  const { gone, folds, ...told } = settleRows(from);
  function* kept(): Generator<{ place: Place; fold: Fold | undefined }> {
    for (const place of from.places()) {
      const { at, row } = place;
      if (!gone.get(at)?.has(row)) yield { place, fold: folds.get(at)?.get(row) };
    }
  }
  function* identities(): Generator<RowIdentity> {
    for (const { place, fold } of kept()) {
      const named = fold?.source ?? from.named(place).source;
      // Without an identifier, other fields tell whose it is.
      const source = identifierOf(named) === "" ? (fold?.source ?? from.whole(place).source) : named;
      yield { ...from.called(place), source: identityOf(source) };
    }
  }
  function* rows(): Generator<RowReading> {
    for (const { place, fold } of kept()) {
      const { source, doubts } = fold ?? from.whole(place);
      yield { ...from.called(place), source, doubts: [...doubts] };
    }
  }
  const all = tables.reduce((count, { table }) => count + table.numeros.length, 0);
  const left = [...gone.values()].reduce((count, { size }) => count + size, 0);
  return { ...told, dossiers: all - left, identities, rows };
}
