import type { Cause } from "@/lib/domain/causes/cause";
import { countCauses } from "@/lib/domain/causes/count-causes";
import { parisDay } from "@/lib/domain/paris-day";
import type { CountedCause } from "@/lib/domain/rapport-summary.types";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { isFiltered } from "@/lib/services/rapport/filter";
import { freshSummary } from "@/lib/services/rapport/lines/fresh-summary";
import { countHeldIssues, type KeptLines } from "@/lib/services/rapport/lines/held/keep-lines";
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

/** Of each kind: nobody reads a thousand, and a page of them is of a megabyte. The next ones come as these are repaired. */
const MAX_LISTED_CAUSES = 50;

function planOf(causes: readonly CountedCause[]): DeblocagePlan {
  const kinds = {
    bloquantes: causes.filter(({ severity }) => severity === "bloquante"),
    others: causes.filter(({ severity }) => severity !== "bloquante"),
  };
  const list = (of: readonly CountedCause[]) => of.slice(0, MAX_LISTED_CAUSES).map(summarizeCounted);
  const unlisted = (of: readonly CountedCause[]) => Math.max(0, of.length - MAX_LISTED_CAUSES);
  return {
    bloquantes: list(kinds.bloquantes),
    others: list(kinds.others),
    unlisted: { bloquantes: unlisted(kinds.bloquantes), others: unlisted(kinds.others) },
  };
}

/** The causes of what a search keeps of lines that are held: counted once, for as long as it is remembered. */
const COUNTED = new WeakMap<KeptLines, CountedCause[]>();

function countHeldCauses(held: KeptLines): CountedCause[] {
  const causes = COUNTED.get(held) ?? countCauses(sumIssues(countHeldIssues(held), held.lines.causes));
  COUNTED.set(held, causes);
  return causes;
}

/** «Plan de déblocage», the lines of the report being ready. */
export async function loadReadyPlan(
  { db, etablissement }: Scope,
  searches: RapportSearches,
  { summary, day, held }: ReadyLines,
): Promise<DeblocagePlan> {
  if (!isFiltered(searches)) return planOf(summary.causes);
  if (held !== null) return planOf(countHeldCauses(held));
  return planOf(countCauses(await countIssues(db, etablissement.id, lineConditions(etablissement.id, searches, day))));
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
