import { parisDay } from "@/lib/domain/paris-day";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { freshToWatch } from "@/lib/services/rapport/lines/fresh-summary";

/** How many things there are to look at, for the menu. */
export async function countToWatch(scope: Scope): Promise<number> {
  const { id } = requirePermission(scope, "view");
  return freshToWatch(scope.db, id, parisDay(scope.now));
}
