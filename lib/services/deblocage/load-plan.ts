import type { Cause } from "@/lib/domain/causes/cause";
import { parisDay } from "@/lib/domain/paris-day";
import type { ServiceContext } from "@/lib/services/context";
import { authorize } from "@/lib/services/etablissements/authorize";
import { conditions } from "@/lib/services/rapport/filter";
import type { RapportFilters } from "@/lib/services/rapport/rapport.types";
import type { CauseSummary, DeblocagePlan } from "./deblocage.types";
import { causeKey, listCauses } from "./list-causes";

export function summarizeCause(cause: Cause): CauseSummary {
  const { title, actor, severity, dossiers, unblocked } = cause;
  return { key: causeKey(cause), title, actor, severity, dossiers: dossiers.length, unblocked: unblocked.length };
}

/** «Plan de déblocage»: the causes of the dossiers that the report's filters keep. */
export async function loadPlan(
  ctx: ServiceContext,
  uai: string,
  { searches }: Pick<RapportFilters, "searches">,
): Promise<DeblocagePlan> {
  const { id } = await authorize(ctx, uai, "view");
  const causes = await listCauses(ctx.db, conditions(id, searches, parisDay(ctx.now)));
  return {
    bloquantes: causes.filter((c) => c.severity === "bloquante").map(summarizeCause),
    others: causes.filter((c) => c.severity !== "bloquante").map(summarizeCause),
  };
}
