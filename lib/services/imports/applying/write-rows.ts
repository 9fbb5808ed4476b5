import type { Db } from "@/db/database";
import type { ClassifiedRows, JudgedSlice } from "@/lib/services/imports/classify/classify-rows";
import type { ExistingDossier } from "@/lib/services/imports/classify/judge-row";
import { type CountedRows, countRows, nothingCounted } from "@/lib/services/imports/import-counts";
import { recordFates } from "@/lib/services/imports/record-correction-outcomes";
import { oneAhead } from "@/lib/services/imports/slices";
import { makeWrite } from "@/lib/services/preparation/record-dossiers";

/** Rows that are written together, and their dossiers as they are. */
export type WrittenSlice = Pick<JudgedSlice, "rows" | "known">;

/** Rows that a statement writes: enough for it not to count by itself, few enough for their text to be made at a stretch. */
const PER_WRITE = 500;

/** Judged slices, joined until there is enough for a statement. */
async function* inWrites(judged: AsyncIterable<JudgedSlice>): AsyncGenerator<WrittenSlice> {
  let [rows, known]: [JudgedSlice["rows"], [string, ExistingDossier][]] = [[], []];
  for await (const slice of judged) {
    rows.push(...slice.rows);
    known.push(...slice.known);
    if (rows.length < PER_WRITE) continue;
    yield { rows, known: new Map(known) };
    [rows, known] = [[], []];
  }
  if (rows.length > 0) yield { rows, known: new Map(known) };
}

/**
 * Writes what classified rows do to their dossiers, and which corrections they end, in the transaction it is given; `holds`: this import tells which
 * dossiers are in the software; `onSlice` writes what
 * else there is to remember of them. While the database writes some, the next are judged and their text is made. Answers what was counted, and how many
 * dossiers were written.
 */
export async function writeRows(
  tx: Db,
  { etablissementId, importId, holds }: { etablissementId: string; importId: string; holds: boolean },
  classified: ClassifiedRows,
  onSlice: (slice: WrittenSlice) => Promise<void>,
): Promise<CountedRows & { written: number }> {
  const summary = { ...nothingCounted(), written: 0 };
  const finish = async (slice: WrittenSlice, write: ReturnType<typeof makeWrite>) => {
    await write(tx);
    await onSlice(slice);
    const ended = slice.rows.flatMap((row) => row.ended);
    await recordFates(tx, etablissementId, importId, ended);
  };
  let writing = Promise.resolve();
  try {
    for await (const slice of oneAhead(inWrites(classified.judged))) {
      const toRecord = slice.rows.flatMap((row) => row.toRecord ?? []);
      const write = makeWrite(etablissementId, toRecord, holds ? importId : null);
      countRows(summary, slice.rows);
      summary.written += toRecord.length;
      await writing;
      writing = finish(slice, write);
      // An error is heard in its turn.
      writing.catch(() => undefined);
    }
  } finally {
    // Whoever stops here may give the connection back: nothing of ours may still be on it.
    await writing.catch(() => undefined);
  }
  await writing;
  return summary;
}
