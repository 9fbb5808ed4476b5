import type { Db } from "@/db/database";
import { findWaiting } from "@/lib/services/preparation/waiting-twins";
import type { JudgedRow } from "./judge-row";

/** What rows would do, once it is known who would wait (`findWaiting`): they alone do not say it, and a preview would promise too much. */
export async function holdTwins(db: Db, etablissementId: string, judged: readonly JudgedRow[]): Promise<JudgedRow[]> {
  const leaving = judged.flatMap(({ rank, dossierId, idErpApprenant: identifier, apprenti, blocked, toRecord }) => {
    const person = toRecord?.person ?? null;
    return person === null || !apprenti || blocked ? [] : [{ rank, dossier: dossierId, identifier, person }];
  });
  const held = await findWaiting(db, etablissementId, leaving);
  return judged.map((row) => (held.has(row.rank) ? { ...row, blocked: true, gained: row.gained - 1 } : row));
}
