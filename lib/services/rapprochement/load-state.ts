import { desc, eq } from "drizzle-orm";
import { rapprochements } from "@/db/schema/rapprochements";
import type { RapprochementState } from "@/lib/domain/enumerations";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";

/** How far the last rapprochement is; «done» when there never was one. Throws FORBIDDEN. */
export async function loadRapprochementState(scope: Scope): Promise<RapprochementState> {
  const { id } = requirePermission(scope, "view");
  const [last] = await scope.db
    .select({ state: rapprochements.state })
    .from(rapprochements)
    .where(eq(rapprochements.etablissementId, id))
    .orderBy(desc(rapprochements.at))
    .limit(1);
  return last?.state ?? "done";
}

export const isRapprochementMoving = (state: RapprochementState): boolean => state === "waiting" || state === "running";
