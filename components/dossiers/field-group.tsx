import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { plural } from "@/lib/domain/plural";
import type { DossierGroup } from "./dossier-groups";

type FieldGroupProps = { group: DossierGroup; forced: boolean; children: ReactNode };

/** Groups that few dossiers need: folded while they hold nothing. */
const OFTEN_EMPTY: ReadonlySet<DossierGroup["group"]> = new Set(["contrat2", "contrat3", "contrat4", "sifa", "erp"]);

/** A group of fields that folds; `forced` opens it whatever it holds. */
export function FieldGroup({ group: { group, title, champs }, forced, children }: FieldGroupProps) {
  const toSee = champs.filter((c) => c.anomalies.length > 0).length;
  const corrected = champs.filter((c) => c.source !== null).length;
  const filled = group !== "sifa" && group !== "erp" && champs.some((c) => c.value !== "");
  return (
    <details
      open={forced || toSee + corrected > 0 || filled || !OFTEN_EMPTY.has(group)}
      className="group rounded-lg border border-trait bg-surface shadow-carte print:break-inside-avoid"
    >
      <summary className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 py-3 group-open:border-b group-open:border-trait">
        <ChevronDown aria-hidden="true" className="size-4 -rotate-90 text-encre-douce group-open:rotate-0" />
        <h2 className="text-base font-semibold">{title}</h2>
        {toSee === 0 ? null : <Badge tone="attention">{plural(toSee, "champ à voir", "champs à voir")}</Badge>}
        {corrected === 0 ? null : <Badge tone="info">{plural(corrected, "corrigé")}</Badge>}
      </summary>
      <div className="grid items-start gap-x-6 gap-y-4 px-5 py-4 sm:grid-cols-2 2xl:grid-cols-3">{children}</div>
    </details>
  );
}
