import { and, desc, eq, inArray, isNotNull } from "drizzle-orm";
import type { Db } from "@/db/database";
import { submissions } from "@/db/schema/dossiers";
import { rapprochementEntries, rapprochements } from "@/db/schema/rapprochements";
import { lineKey } from "@/lib/domain/rapprochement/reconcile";
import { personHash } from "@/lib/services/preparation/prepared-columns";

/**
 * An answer that is taken back had dossiers seen on the TBA that may never have been: they are no longer, unless the rapprochement before saw them too.
 * The comparison that follows marks again those that it still sees. `person`: whom the lists name, hashed.
 */
export async function forgetSighting(tx: Db, etablissementId: string, person: string): Promise<void> {
  const [last] = await tx
    .select({ id: rapprochements.id, seenBefore: rapprochements.seenBefore })
    .from(rapprochements)
    .where(and(eq(rapprochements.etablissementId, etablissementId), isNotNull(rapprochements.counts)))
    .orderBy(desc(rapprochements.at))
    .limit(1);
  if (last === undefined) return;
  const entries = rapprochementEntries;
  const shown = await tx
    .select({ dossierId: entries.dossierId, line: entries.line })
    .from(entries)
    .where(and(eq(entries.rapprochementId, last.id), eq(entries.own, true), isNotNull(entries.line)));
  const before = new Set(last.seenBefore);
  const theirs = shown.flatMap(({ dossierId, line }) =>
    dossierId !== null && line !== null && !before.has(dossierId) && personHash(lineKey(line)) === person
      ? [dossierId]
      : [],
  );
  const own = and(eq(submissions.etablissementId, etablissementId), inArray(submissions.dossierId, theirs));
  if (theirs.length > 0) await tx.update(submissions).set({ seenAt: null }).where(own);
}
