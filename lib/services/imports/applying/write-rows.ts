import type { Db } from "@/db/database";
import { forgetPlans } from "@/db/long-work";
import type { ClassifiedRows, JudgedSlice } from "@/lib/services/imports/classify/classify-rows";
import { type CountedRows, countRows, nothingCounted } from "@/lib/services/imports/import-counts";
import { recordFates } from "@/lib/services/imports/record-correction-outcomes";
import { oneAhead } from "@/lib/services/imports/slices";
import { recordDossiers } from "@/lib/services/preparation/record-dossiers";

/** From so many rows on, planning anew costs less than a plan that is wrong. */
const MANY_ROWS = 200;

/**
 * Writes what classified rows do to their dossiers, and which corrections they end, in the transaction it is given; `holds`: this import tells which
 * dossiers are in the software; `onSlice` writes what
 * else there is to remember of them. Answers what was counted, and how many dossiers were written.
 */
export async function writeRows(
  tx: Db,
  { etablissementId, importId, holds }: { etablissementId: string; importId: string; holds: boolean },
  classified: ClassifiedRows,
  onSlice: (slice: JudgedSlice) => Promise<void>,
): Promise<CountedRows & { written: number }> {
  if (classified.total >= MANY_ROWS) await forgetPlans(tx);
  const summary = { ...nothingCounted(), written: 0 };
  for await (const slice of oneAhead(classified.judged)) {
    const toRecord = slice.rows.flatMap((row) => row.toRecord ?? []);
    if (toRecord.length > 0) await recordDossiers(tx, etablissementId, toRecord, holds ? importId : null);
    await onSlice(slice);
    await recordFates(
      tx,
      etablissementId,
      importId,
      slice.rows.flatMap((row) => row.ended),
    );
    countRows(summary, slice.rows);
    summary.written += toRecord.length;
  }
  return summary;
}
