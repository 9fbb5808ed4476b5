import { desc, eq } from "drizzle-orm";
import { rapprochements } from "@/db/schema/rapprochements";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import type { RapprochementStanding } from "./rapprochement.types";

/** How far the last rapprochement is; «done» when there never was one. Throws FORBIDDEN. */
export async function loadRapprochementState(scope: Scope): Promise<RapprochementStanding> {
  const { id } = requirePermission(scope, "view");
  const [last] = await scope.db
    .select({ state: rapprochements.state, progress: rapprochements.progress })
    .from(rapprochements)
    .where(eq(rapprochements.etablissementId, id))
    .orderBy(desc(rapprochements.at))
    .limit(1);
  return last ?? { state: "done", progress: null };
}

export const isRapprochementMoving = ({ state }: RapprochementStanding): boolean =>
  state === "waiting" || state === "running";
