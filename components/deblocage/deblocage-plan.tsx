"use client";

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { plural } from "@/lib/domain/plural";
import type { CauseSummary, DeblocagePlan as Plan } from "@/lib/services/deblocage/deblocage.types";
import type { RapportSearches } from "@/lib/services/rapport/rapport.types";
import { CauseRow } from "./cause-row";
import { causeLink } from "./deblocage-links";

const VISIBLES = 5;

type DeblocagePlanProps = {
  uai: string;
  plan: Plan;
  searches: RapportSearches;
  canCorrect: boolean;
};

/** «Plan de déblocage»: what to repair first, on top of the report. Nothing when there is nothing to repair. */
export function DeblocagePlan({ uai, plan, searches, canCorrect }: DeblocagePlanProps) {
  const { bloquantes, others, unlisted } = plan;
  if (bloquantes.length === 0 && others.length === 0) return null;
  const list = (causes: readonly CauseSummary[], left = 0) => (
    <>
      <ul className="divide-y divide-trait">
        {causes.map((cause) => (
          <CauseRow key={cause.key} cause={cause} link={causeLink(uai, cause.key, searches)} canCorrect={canCorrect} />
        ))}
      </ul>
      {left === 0 ? null : (
        <p className="border-trait border-t px-4 py-2 text-dense text-encre-douce">
          {`Et ${plural(left, "autre cause, moins fréquente : elle se lit", "autres causes, moins fréquentes : elles se lisent")} dans le rapport, dossier par dossier, et ${left === 1 ? "vient" : "viennent"} ici à mesure que celles-ci sont réparées.`}
        </p>
      )}
    </>
  );
  const next = bloquantes.slice(VISIBLES);
  const following = next.length + unlisted.bloquantes;
  return (
    <Card aria-labelledby="plan-deblocage">
      <div className="flex flex-wrap items-baseline gap-x-3 border-b border-trait px-4 py-2.5">
        <h2 id="plan-deblocage" className="text-base font-semibold">
          Plan de déblocage
        </h2>
        <p className="text-dense text-encre-douce">
          {bloquantes.length === 0
            ? "Rien n'empêche plus l'envoi de ces dossiers."
            : `${plural(bloquantes.length + unlisted.bloquantes, "cause")} à réparer, la plus utile d'abord.`}
        </p>
      </div>
      {list(bloquantes.slice(0, VISIBLES))}
      {next.length === 0 ? null : (
        <Fold title={plural(following, "autre cause", "autres causes")}>{list(next, unlisted.bloquantes)}</Fold>
      )}
      {others.length === 0 ? null : (
        <Fold title={`N'empêchent pas l'envoi (${others.length + unlisted.others})`}>
          {list(others, unlisted.others)}
        </Fold>
      )}
    </Card>
  );
}

function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="group/repli border-trait border-t first:border-t-0 print:hidden">
      <summary className="flex items-center gap-1.5 px-4 py-2 text-dense font-medium text-lien hover:bg-surface-douce/60">
        <ChevronRight aria-hidden="true" className="size-4 shrink-0 transition-transform group-open/repli:rotate-90" />
        {title}
      </summary>
      <div className="border-trait border-t">{children}</div>
    </details>
  );
}
