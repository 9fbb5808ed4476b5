import { eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/database";
import { heldPushes } from "@/db/schema/pushes";
import { identifierOf, yearOf } from "@/lib/domain/identity-fields";
import { splitMends } from "@/lib/domain/mended-cells";
import { isSomebodyElse } from "@/lib/domain/somebody-else";
import type { FullRow } from "@/lib/services/imports/classify/judge-row";

const keyOf = (identifier: string, year: string) => JSON.stringify([identifier, year]);

/**
 * The dossiers of softwares that wait for somebody to say whose they are: a file that brings the same person under the same identifier, and whose row is taken,
 * answers for them. Asked again, the question would have what the software said before written over it.
 */
export async function openHeldPushes(tx: Db, etablissementId: string) {
  const { id, idErpApprenant, anneeScolaire, source } = heldPushes;
  const waiting = await tx
    .select({ id, idErpApprenant, anneeScolaire, source })
    .from(heldPushes)
    .where(eq(heldPushes.etablissementId, etablissementId));
  const byKey = new Map(waiting.map((held) => [keyOf(held.idErpApprenant, held.anneeScolaire), held]));
  const answered = new Set<string>();
  return {
    /** Notes rows of the file that are taken. */
    note: (rows: readonly FullRow[]): void => {
      if (byKey.size === 0) return;
      for (const row of rows) {
        const said = splitMends(row.source).source;
        const held = byKey.get(keyOf(identifierOf(said), yearOf(said)));
        if (held !== undefined && !isSomebodyElse(said, held.source)) answered.add(held.id);
      }
    },
    settle: async (): Promise<void> => {
      if (answered.size > 0) await tx.delete(heldPushes).where(inArray(heldPushes.id, [...answered]));
    },
  };
}
