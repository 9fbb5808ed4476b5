import type { Cause } from "@/lib/domain/causes/cause";
import { parisDay } from "@/lib/domain/paris-day";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { conditions } from "@/lib/services/rapport/filter";
import type { RapportFilters } from "@/lib/services/rapport/rapport.types";
import type { CauseSummary, DeblocagePlan } from "./deblocage.types";
import { causeKey, listCauses } from "./list-causes";

export function summarizeCause(cause: Cause): CauseSummary {
  const { title, actor, severity, dossiers, unblocked } = cause;
  return { key: causeKey(cause), title, actor, severity, dossiers: dossiers.length, unblocked: unblocked.length };
}

/** «Plan de déblocage»: the causes of the dossiers that the report's filters keep. */
export async function loadPlan(scope: Scope, { searches }: Pick<RapportFilters, "searches">): Promise<DeblocagePlan> {
  const { id } = requirePermission(scope, "view");
  const causes = await listCauses(scope.db, conditions(id, searches, parisDay(scope.now)));
  return {
    bloquantes: causes.filter((c) => c.severity === "bloquante").map(summarizeCause),
    others: causes.filter((c) => c.severity !== "bloquante").map(summarizeCause),
  };
}
