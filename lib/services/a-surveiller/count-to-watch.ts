import { parisDay } from "@/lib/domain/paris-day";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { freshSummary } from "@/lib/services/rapport/lines/fresh-summary";

/** How many things there are to look at, for the menu. */
export async function countToWatch(scope: Scope): Promise<number> {
  const { id } = requirePermission(scope, "view");
  const { toWatch } = await freshSummary(scope.db, id, parisDay(scope.now));
  return toWatch;
}
