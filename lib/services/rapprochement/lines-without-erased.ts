import type { Db } from "@/db/database";
import { lineSource } from "@/lib/domain/rapprochement/line-source";
import type { TbaLine } from "@/lib/domain/rapprochement/tba-list.types";
import { setErasedAside } from "@/lib/services/preparation/set-erased-aside";

/** The lines of a list that name nobody who was erased: the TBA keeps them, and would bring them back with each list. */
export async function linesWithoutErased<L extends TbaLine>(
  db: Db,
  etablissementId: string,
  lines: readonly L[],
): Promise<L[]> {
  const named = lines.map((line) => ({ line, source: lineSource(line) }));
  const { rows } = await setErasedAside(db, etablissementId, named);
  return rows.map(({ line }) => line);
}
