import type { Severity } from "@/lib/domain/anomalie";
import type { Cause } from "@/lib/domain/causes/cause";
import { countCauses } from "@/lib/domain/causes/count-causes";
import type { Day } from "@/lib/domain/day";
import { parisDay } from "@/lib/domain/paris-day";
import type { CountedCause, RapportSummary } from "@/lib/domain/rapport-summary.types";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { freshSummary } from "@/lib/services/rapport/lines/fresh-summary";
import { lineConditions } from "@/lib/services/rapport/lines/lines-sql";
import { isFiltered } from "@/lib/services/rapport/lines/read-page";
import { countIssues } from "@/lib/services/rapport/lines/summarize-lines";
import type { RapportSearches } from "@/lib/services/rapport/rapport.types";
import type { CauseSummary, DeblocagePlan } from "./deblocage.types";
import { causeKey } from "./list-causes";

function summarizeCounted({ title, actor, severity, dossiers, unblocked, identity }: CountedCause): CauseSummary {
  return { key: causeKey({ identity }), title, actor, severity, dossiers, unblocked };
}

export const summarizeCause = (cause: Cause): CauseSummary =>
  summarizeCounted({ ...cause, dossiers: cause.dossiers.length, unblocked: cause.unblocked.length });

function planOf(causes: readonly CountedCause[]): DeblocagePlan {
  const list = (wanted: (severity: Severity) => boolean) =>
    causes.filter(({ severity }) => wanted(severity)).map(summarizeCounted);
  return { bloquantes: list((s) => s === "bloquante"), others: list((s) => s !== "bloquante") };
}

/** «Plan de déblocage» once the lines were renewed for the day, whose figures are `summary`. */
export async function loadFreshPlan(
  { db, etablissement }: Scope,
  searches: RapportSearches,
  summary: RapportSummary,
  day: Day,
): Promise<DeblocagePlan> {
  if (!isFiltered(searches)) return planOf(summary.causes);
  return planOf(countCauses(await countIssues(db, etablissement.id, lineConditions(etablissement.id, searches, day))));
}

/** «Plan de déblocage»: the causes of the dossiers that the report's filters keep. */
export async function loadPlan(scope: Scope, { searches }: { searches: RapportSearches }): Promise<DeblocagePlan> {
  const { id } = requirePermission(scope, "view");
  const day = parisDay(scope.now);
  return loadFreshPlan(scope, searches, await freshSummary(scope.db, id, day), day);
}
