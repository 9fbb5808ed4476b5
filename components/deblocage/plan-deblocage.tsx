import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { nombreDe } from "@/components/rapport/nombre-de";
import { Card } from "@/components/ui/card";
import type { CauseResumee, PlanDeblocage as Plan } from "@/lib/services/deblocage/deblocage.types";
import type { FiltresRapport } from "@/lib/services/rapport/rapport.types";
import { lienCause } from "./liens-deblocage";
import { LigneCause } from "./ligne-cause";

const VISIBLES = 5;

type PlanDeblocageProps = {
  uai: string;
  plan: Plan;
  recherches: FiltresRapport["recherches"];
  peutCorriger: boolean;
};

/** «Plan de déblocage»: what to repair first, on top of the report. Nothing when there is nothing to repair. */
export function PlanDeblocage({ uai, plan, recherches, peutCorriger }: PlanDeblocageProps) {
  const { bloquantes, autres } = plan;
  if (bloquantes.length === 0 && autres.length === 0) return null;
  const liste = (causes: readonly CauseResumee[]) => (
    <ul className="divide-y divide-trait">
      {causes.map((cause) => (
        <LigneCause
          key={cause.cle}
          cause={cause}
          lien={lienCause(uai, cause.cle, recherches)}
          peutCorriger={peutCorriger}
        />
      ))}
    </ul>
  );
  const suite = bloquantes.slice(VISIBLES);
  return (
    <Card aria-labelledby="plan-deblocage">
      <div className="flex flex-wrap items-baseline gap-x-3 border-b border-trait px-4 py-2.5">
        <h2 id="plan-deblocage" className="text-base font-semibold">
          Plan de déblocage
        </h2>
        <p className="text-dense text-encre-douce">
          {bloquantes.length === 0
            ? "Rien n'empêche plus l'envoi de ces dossiers."
            : `${nombreDe(bloquantes.length, "cause")} à réparer, la plus utile d'abord.`}
        </p>
      </div>
      {liste(bloquantes.slice(0, VISIBLES))}
      {suite.length === 0 ? null : (
        <Repli titre={nombreDe(suite.length, "autre cause", "autres causes")}>{liste(suite)}</Repli>
      )}
      {autres.length === 0 ? null : <Repli titre={`N'empêchent pas l'envoi (${autres.length})`}>{liste(autres)}</Repli>}
    </Card>
  );
}

function Repli({ titre, children }: { titre: string; children: ReactNode }) {
  return (
    <details className="group/repli border-trait border-t first:border-t-0 print:hidden">
      <summary className="flex items-center gap-1.5 px-4 py-2 text-dense font-medium text-lien hover:bg-surface-douce/60">
        <ChevronRight aria-hidden="true" className="size-4 shrink-0 transition-transform group-open/repli:rotate-90" />
        {titre}
      </summary>
      <div className="border-trait border-t">{children}</div>
    </details>
  );
}
