import type { Severity } from "@/lib/domain/anomalie";
import type { Cause } from "@/lib/domain/causes/cause";
import { countCauses } from "@/lib/domain/causes/count-causes";
import { parisDay } from "@/lib/domain/paris-day";
import type { CountedCause } from "@/lib/domain/rapport-summary.types";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { isFiltered } from "@/lib/services/rapport/filter";
import { freshSummary } from "@/lib/services/rapport/lines/fresh-summary";
import { countHeldIssues } from "@/lib/services/rapport/lines/held/keep-lines";
import { lineConditions } from "@/lib/services/rapport/lines/lines-sql";
import { type ReadyLines, readyLines } from "@/lib/services/rapport/lines/ready-lines";
import { countIssues, sumIssues } from "@/lib/services/rapport/lines/summarize-lines";
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

/** «Plan de déblocage», the lines of the report being ready. */
export async function loadReadyPlan(
  { db, etablissement }: Scope,
  searches: RapportSearches,
  { summary, day, held }: ReadyLines,
): Promise<DeblocagePlan> {
  if (!isFiltered(searches)) return planOf(summary.causes);
  const issues =
    held === null
      ? await countIssues(db, etablissement.id, lineConditions(etablissement.id, searches, day))
      : sumIssues(countHeldIssues(held), held.lines.causes);
  return planOf(countCauses(issues));
}

/** «Plan de déblocage»: the causes of the dossiers that the report's filters keep. */
export async function loadPlan(scope: Scope, { searches }: { searches: RapportSearches }): Promise<DeblocagePlan> {
  const { id } = requirePermission(scope, "view");
  const day = parisDay(scope.now);
  const summary = await freshSummary(scope.db, id, day);
  return loadReadyPlan(
    scope,
    searches,
    await readyLines(scope.db, id, { searches, sort: "numero", page: 1 }, summary, day),
  );
}
