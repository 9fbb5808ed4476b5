import { setImmediate as nextTurn } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { erasures } from "@/db/schema/rgpd";
import type { JsonObject } from "@/lib/domain/json";
import { parisDay } from "@/lib/domain/paris-day";
import type { SetAsideReason } from "@/lib/domain/set-aside-reason";
import { possibleMarks } from "./erasure-marks";

const AT_A_STRETCH = 500;

/** Those who were erased from an établissement, by the marks that are left of them. */
export const listErasures = (db: Db, etablissementId: string) =>
  db
    .select({ id: erasures.id, at: erasures.at, marks: erasures.marks })
    .from(erasures)
    .where(eq(erasures.etablissementId, etablissementId));

/**
 * Parts the rows of a file from those about people who were erased: the software does not know of it and would bring them back. Each is
 * set aside with its reason, never in silence; an administrateur can let them in again. Costs one question when nobody was erased.
 */
export async function setErasedAside<R extends { source: JsonObject }>(
  db: Db,
  etablissementId: string,
  rows: readonly R[],
): Promise<{ rows: R[]; setAside: { row: R; reason: SetAsideReason }[] }> {
  const found = await listErasures(db, etablissementId);
  if (found.length === 0) return { rows: [...rows], setAside: [] };
  const dayByMark = new Map(found.flatMap(({ at, marks }) => marks.map((mark) => [mark, parisDay(at)] as const)));
  const kept: R[] = [];
  const setAside: { row: R; reason: SetAsideReason }[] = [];
  for (const [place, row] of rows.entries()) {
    // A file of a hundred thousand is a second of hashes: what waits meanwhile goes first.
    if (place % AT_A_STRETCH === AT_A_STRETCH - 1) await nextTurn();
    const mark = possibleMarks(etablissementId, row.source).find((each) => dayByMark.has(each));
    const day = mark === undefined ? undefined : dayByMark.get(mark);
    if (day === undefined) kept.push(row);
    else setAside.push({ row, reason: { kind: "erased", day } });
  }
  return { rows: kept, setAside };
}
