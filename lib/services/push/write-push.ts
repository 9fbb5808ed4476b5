import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { imports } from "@/db/schema/imports";
import { writeRows } from "@/lib/services/imports/applying/write-rows";
import type { ClassifiedRows } from "@/lib/services/imports/classify/classify-rows";
import type { JudgedRow } from "@/lib/services/imports/classify/judge-row";
import { type CountedRows, nothingCounted } from "@/lib/services/imports/import-counts";
import { endUndoing } from "@/lib/services/imports/undoable";
import { reprepareOutdated } from "@/lib/services/preparation/reprepare";

/** `file`: the software's name; `by`: who answered for it, when somebody did. */
type Push = { etablissementId: string; jetonId: string; file: string; at: Date; by: string | null; rows: number };

/**
 * Writes what classified dossiers of a software do, under an entry of its own among the imports, in the transaction it is given. A push
 * that changes nothing, and of which nothing is set aside, leaves no entry. Answers what was counted.
 */
export async function writePush(
  tx: Db,
  push: Push,
  classified: ClassifiedRows,
  setAside: readonly { row: number; reason: string }[],
  judged: (row: JudgedRow) => void,
): Promise<CountedRows & { written: number }> {
  const [created] = await tx
    .insert(imports)
    .values({ ...push, origin: "push", setAside: [], ignoredColumns: [], ...nothingCounted().counts })
    .returning({ id: imports.id });
  if (created === undefined) throw new Error("L'envoi n'a pas été enregistré.");
  const { etablissementId } = push;
  const own = eq(imports.id, created.id);
  const target = { etablissementId, importId: created.id, holder: null };
  const summary = await writeRows(tx, target, classified, ({ rows }) => {
    for (const row of rows) judged(row);
    return async () => {};
  });
  if (summary.written > 0) {
    await endUndoing(tx, etablissementId);
    await reprepareOutdated(tx, etablissementId, "wait");
  }
  if (summary.written === 0 && setAside.length === 0) await tx.delete(imports).where(own);
  else {
    await tx
      .update(imports)
      .set({ ...summary.counts, setAside: [...setAside] })
      .where(own);
  }
  return summary;
}
