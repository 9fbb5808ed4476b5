import type { Db } from "@/db/database";
import { describeRowAside } from "@/lib/domain/set-aside-reason";
import { setErasedAside } from "@/lib/services/preparation/set-erased-aside";
import type { RowSetAside } from "@/lib/spreadsheet/reading.types";

/** The rows that the reader left out, without anything of people who were erased: of them, only that they were, and when. */
export async function forgetErased(
  db: Db,
  etablissementId: string,
  setAside: readonly RowSetAside[],
): Promise<RowSetAside[]> {
  const rows = setAside.map((row, place) => ({ place, source: row.source ?? {} }));
  const { setAside: erased } = await setErasedAside(db, etablissementId, rows);
  const reasonOf = new Map(erased.map(({ row, reason }) => [row.place, reason]));
  return setAside.map((row, place) => {
    const reason = reasonOf.get(place);
    if (reason === undefined) return row;
    return { sheet: row.sheet, row: row.row, reason: describeRowAside(reason, row) };
  });
}
