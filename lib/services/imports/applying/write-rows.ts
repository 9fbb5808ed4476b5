import type { Db } from "@/db/database";
import { forgetPlans } from "@/db/long-work";
import type { ClassifiedRows, JudgedSlice } from "@/lib/services/imports/classify/classify-rows";
import { type CountedRows, countRows, nothingCounted } from "@/lib/services/imports/import-counts";
import { oneAhead } from "@/lib/services/imports/slices";
import { type MadeWrite, makeWrite, type Numbering, openNumbering } from "@/lib/services/preparation/record-dossiers";
import { makeOutcomes } from "./record-outcomes";

type Target = { etablissementId: string; importId: string; holder: string | null };

/** What else there is to write of some rows, made at once: the rows themselves are not kept until it is sent. */
export type MakeBeside = (slice: JudgedSlice) => MadeWrite;

/** The texts of slice after slice: the rows that they are made of are let go before the next are judged, which spares most of the collector's work. */
async function* makeWrites(
  { etablissementId, importId, holder }: Target,
  { judged }: ClassifiedRows,
  makeBeside: MakeBeside,
  { summary, numbering }: { summary: CountedRows & { written: number }; numbering: Numbering },
): AsyncGenerator<MadeWrite[]> {
  for await (const slice of judged) {
    const toRecord = slice.rows.flatMap((row) => row.toRecord ?? []);
    countRows(summary, slice.rows);
    summary.written += toRecord.length;
    const ended = slice.rows.flatMap((row) => row.ended);
    yield [
      makeWrite(etablissementId, toRecord, holder, numbering),
      makeBeside(slice),
      makeOutcomes(etablissementId, importId, ended),
    ];
  }
}

/** Sent one behind the other, on the one connection of the transaction. `anew`: what it kept of plans is forgotten before. */
async function send(tx: Db, writes: readonly MadeWrite[], anew: boolean): Promise<void> {
  await Promise.all([...(anew ? [forgetPlans(tx)] : []), ...writes.map((write) => write(tx))]);
}

/**
 * Before which slices plans are made anew: the second, the fifth, the seventeenth… A plan made when the table is empty reads the whole of it for each row, however many
 * there are by then: twenty thousand took half a minute instead of three seconds.
 */
function growsMuch(): () => boolean {
  let [slices, next] = [0, 1];
  return () => {
    slices += 1;
    if (slices <= next) return false;
    next *= 4;
    return true;
  };
}

/** From so many rows on, planning anew costs less than a plan that is wrong. */
const MANY_ROWS = 200;

/**
 * Writes what classified rows do to their dossiers, and which corrections they end, in the transaction it is given; `holder`: the file that
 * tells that they are in the software, when one does. While the database writes some, the next are judged and their texts made. Answers what was counted, and how many dossiers
 * were written.
 */
export async function writeRows(
  tx: Db,
  target: Target,
  classified: ClassifiedRows,
  makeBeside: MakeBeside,
): Promise<CountedRows & { written: number }> {
  if (classified.total >= MANY_ROWS) await forgetPlans(tx);
  const summary = { ...nothingCounted(), written: 0 };
  const numbering = await openNumbering(tx, target.etablissementId);
  const isTimeToPlan = growsMuch();
  let [before, writing] = [Promise.resolve(), Promise.resolve()];
  try {
    for await (const writes of oneAhead(makeWrites(target, classified, makeBeside, { summary, numbering }))) {
      // At most two wait for the database at once: it goes from one to the next without waiting for us.
      await before;
      before = writing;
      writing = send(tx, writes, isTimeToPlan());
      // An error is heard in its turn.
      writing.catch(() => undefined);
    }
  } finally {
    // Whoever stops here may give the connection back: nothing of ours may still be on it.
    await Promise.allSettled([before, writing]);
  }
  await before;
  await writing;
  return summary;
}
