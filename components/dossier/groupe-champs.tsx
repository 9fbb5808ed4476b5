import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { nombreDe } from "@/components/rapport/nombre-de";
import { Badge } from "@/components/ui/badge";
import type { GroupeDossier } from "./groupes-dossier";

type GroupeChampsProps = { groupe: GroupeDossier; force: boolean; children: ReactNode };

/** Groups that few dossiers need: folded while they hold nothing. */
const SOUVENT_VIDES: ReadonlySet<GroupeDossier["groupe"]> = new Set([
  "contrat2",
  "contrat3",
  "contrat4",
  "sifa",
  "erp",
]);

/** A group of fields that folds; `force` opens it whatever it holds. */
export function GroupeChamps({ groupe: { groupe, titre, champs }, force, children }: GroupeChampsProps) {
  const aVoir = champs.filter((c) => c.anomalies.length > 0).length;
  const corriges = champs.filter((c) => c.source !== null).length;
  const rempli = groupe !== "sifa" && groupe !== "erp" && champs.some((c) => c.valeur !== "");
  return (
    <details
      open={force || aVoir + corriges > 0 || rempli || !SOUVENT_VIDES.has(groupe)}
      className="group rounded-lg border border-trait bg-surface shadow-carte print:break-inside-avoid"
    >
      <summary className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 py-3 group-open:border-b group-open:border-trait">
        <ChevronDown aria-hidden="true" className="size-4 -rotate-90 text-encre-douce group-open:rotate-0" />
        <h2 className="text-base font-semibold">{titre}</h2>
        {aVoir === 0 ? null : <Badge ton="attention">{nombreDe(aVoir, "champ à voir", "champs à voir")}</Badge>}
        {corriges === 0 ? null : <Badge ton="info">{nombreDe(corriges, "corrigé")}</Badge>}
      </summary>
      <div className="grid items-start gap-x-6 gap-y-4 px-5 py-4 sm:grid-cols-2 2xl:grid-cols-3">{children}</div>
    </details>
  );
}
