import { and, eq } from "drizzle-orm";
import { changeSets } from "@/db/schema/corrections";
import { isUuid } from "@/lib/domain/is-uuid";
import type { ChangeSetSummary } from "@/lib/services/dossiers/corrections/change-set.types";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";

/** A gesture of an établissement by its identifier, as an address gives it; null when there is none. */
export async function loadChangeSet(scope: Scope, changeSetId: string): Promise<ChangeSetSummary | null> {
  const { id } = requirePermission(scope, "view");
  if (!isUuid(changeSetId)) return null;
  const [found] = await scope.db
    .select({ title: changeSets.title, dossiers: changeSets.dossiers, undoneAt: changeSets.undoneAt })
    .from(changeSets)
    .where(and(eq(changeSets.id, changeSetId), eq(changeSets.etablissementId, id)));
  return found === undefined
    ? null
    : { changeSetId, title: found.title, dossiers: found.dossiers, undone: found.undoneAt !== null };
}
