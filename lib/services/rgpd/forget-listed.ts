import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Db } from "@/db/database";
import { rapprochementAnswers, rapprochementEntries, tbaLists } from "@/db/schema/rapprochements";
import { lineKey } from "@/lib/domain/rapprochement/reconcile";
import type { TbaLine } from "@/lib/domain/rapprochement/tba-list.types";
import { personHash } from "@/lib/services/preparation/prepared-columns";
import { possibleMarks } from "./erasure-marks";

/**
 * Removes somebody who is erased from the lists of the TBA that are kept and from what the last rapprochement said of them, known by the marks of their
 * erasure. What it said of their dossiers goes with these.
 */
export async function forgetListed(tx: Db, etablissementId: string, marks: readonly string[]): Promise<void> {
  const wanted = new Set(marks);
  const isTheirs = ({ lastName, firstName, birth }: TbaLine) =>
    possibleMarks(etablissementId, {
      nom_apprenant: lastName,
      prenom_apprenant: firstName,
      date_de_naissance_apprenant: birth,
    }).some((mark) => wanted.has(mark));
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
  const unknown = await tx
    .select({ id: entries.rapprochementId, rank: entries.rank, line: entries.line })
    .from(entries)
    .where(and(eq(entries.etablissementId, etablissementId), isNull(entries.dossierId)));
  for (const { id, rank, line } of unknown) {
    if (line === null || !isTheirs(line)) continue;
    await tx.delete(entries).where(and(eq(entries.rapprochementId, id), eq(entries.rank, rank)));
  }
}
