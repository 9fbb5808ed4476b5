import { and, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { rapprochements } from "@/db/schema/rapprochements";
import { actorId } from "@/lib/services/context";
import type { Scope } from "@/lib/services/etablissements/scope";
import { type ImportRequests, requestJob } from "@/lib/services/imports/queue/request-job";

/** One that waits reads all the lists that are there when it begins: several files dropped together make one rapprochement. */
export async function requestRapprochement(tx: Db, scope: Scope, boss: ImportRequests): Promise<string> {
  const { id: etablissementId } = scope.etablissement;
  const [waiting] = await tx
    .select({ id: rapprochements.id })
    .from(rapprochements)
    .where(and(eq(rapprochements.etablissementId, etablissementId), eq(rapprochements.state, "waiting")));
  if (waiting !== undefined) return waiting.id;
  const [made] = await tx
    .insert(rapprochements)
    .values({ etablissementId, at: scope.now, by: actorId(scope.actor) })
    .returning({ id: rapprochements.id });
  if (made === undefined) throw new Error("Le rapprochement n'a pas été enregistré.");
  await requestJob(tx, boss, { kind: "reconcile", rapprochementId: made.id, etablissementId });
  return made.id;
}

/**
 * Compares the same lists again, in the place of the last comparison: what somebody said of one line is not a new list. One under way begins
 * again, since it may have read its answers before; one that waits will read them; one that was given up
 * is tried again. Without any, nothing is asked.
 */
export async function requestSameRapprochement(tx: Db, etablissementId: string, boss: ImportRequests): Promise<void> {
  const [last] = await tx
    .select({ id: rapprochements.id, state: rapprochements.state })
    .from(rapprochements)
    .where(eq(rapprochements.etablissementId, etablissementId))
    .orderBy(desc(rapprochements.at))
    .limit(1);
  if (last === undefined || last.state === "waiting") return;
  await tx
    .update(rapprochements)
    .set({ state: "waiting", attempt: 0, progress: null })
    .where(eq(rapprochements.id, last.id));
  await requestJob(tx, boss, { kind: "reconcile", rapprochementId: last.id, etablissementId });
}
