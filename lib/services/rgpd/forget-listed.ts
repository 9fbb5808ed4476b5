import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { Db } from "@/db/database";
import { rapprochementAnswers, rapprochementEntries, tbaLists } from "@/db/schema/rapprochements";
import { lineSource } from "@/lib/domain/rapprochement/line-source";
import { lineKey } from "@/lib/domain/rapprochement/reconcile";
import type { TbaLine } from "@/lib/domain/rapprochement/tba-list.types";
import { possibleMarks } from "@/lib/services/preparation/erasure-marks";
import { personHash } from "@/lib/services/preparation/prepared-columns";

/**
 * Removes somebody who is erased from the lists of the TBA that are kept and from what the last rapprochement said of them, known by the marks of their
 * erasure. What it said of their dossiers goes with these.
 */
export async function forgetListed(tx: Db, etablissementId: string, marks: readonly string[]): Promise<void> {
  const wanted = new Set(marks);
  const isTheirs = (line: TbaLine) => possibleMarks(etablissementId, lineSource(line)).some((mark) => wanted.has(mark));
  const lists = await tx.select().from(tbaLists).where(eq(tbaLists.etablissementId, etablissementId));
  for (const { type, lines } of lists) {
    const gone = lines.filter(isTheirs);
    if (gone.length === 0) continue;
    const left = lines.filter((line) => !gone.includes(line));
    // What was said of somebody else's dossier and of them holds a mark of them too.
    const people = gone.map((line) => personHash(lineKey(line)));
    const about = and(
      eq(rapprochementAnswers.etablissementId, etablissementId),
      inArray(rapprochementAnswers.person, people),
    );
    await tx.delete(rapprochementAnswers).where(about);
    const own = and(eq(tbaLists.etablissementId, etablissementId), eq(tbaLists.type, type));
    await tx.update(tbaLists).set({ lines: left }).where(own);
  }
  const entries = rapprochementEntries;
  const shown = await tx
    .select({ id: entries.rapprochementId, rank: entries.rank, line: entries.line, own: entries.own })
    .from(entries)
    .where(and(eq(entries.etablissementId, etablissementId), isNotNull(entries.line)));
  for (const { id, rank, line, own } of shown) {
    if (line === null || !isTheirs(line)) continue;
    const theirs = and(eq(entries.rapprochementId, id), eq(entries.rank, rank));
    // The own entry of a dossier is the dossier's, which may be somebody else's: it stays, without them.
    if (own) await tx.update(entries).set({ line: null }).where(theirs);
    else await tx.delete(entries).where(theirs);
  }
}
