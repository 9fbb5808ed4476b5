"use client";

import { FolderOpen, type LucideIcon } from "lucide-react";
import type { ListParams } from "@/components/data-table/column.types";
import { listUrl, valuesOf } from "@/components/data-table/list-url";
import { PageLink } from "@/components/shell/page-link";
import { cn } from "@/components/ui/cn";
import { ETAT_LABELS, ETATS, type EtatDossierValue } from "@/lib/domain/etat";
import { ETAT_APPEARANCES } from "./etat-appearance";

type EtatCountersProps = {
  path: string;
  params: ListParams;
  total: number;
  byEtat: Readonly<Record<EtatDossierValue, number>>;
};

/** How many dossiers in each state; a press keeps only these. */
export function EtatCounters({ path, params, total, byEtat }: EtatCountersProps) {
  const [active = "", ...others] = valuesOf(params, "etat");
  const isCurrent = (etat: EtatDossierValue | "") => active === etat && others.length === 0;
  const counter = (etat: EtatDossierValue | "", label: string, count: number, Icon: LucideIcon, color: string) => (
    <li key={etat} className="min-w-0 max-md:first:col-span-2">
      <PageLink
        href={listUrl(path, params, { etat: etat === "" ? null : etat })}
        scroll={false}
        aria-current={isCurrent(etat) ? "true" : undefined}
        className={cn(
          "flex h-full items-center gap-2.5 rounded-lg border border-trait bg-surface px-3.5 py-2 shadow-carte transition-colors hover:border-trait-fort",
          isCurrent(etat) && "border-lien bg-bleu-doux hover:border-lien",
        )}
      >
        <Icon aria-hidden="true" className={cn("size-5 shrink-0", count === 0 ? "text-encre-douce" : color)} />
        <span className="min-w-0">
          <span className="block text-lg leading-6 font-semibold tabular-nums">{count.toLocaleString("fr-FR")}</span>
          <span className="block text-dense text-encre-douce">{label}</span>
        </span>
      </PageLink>
    </li>
  );
  return (
    <nav aria-label="Dossiers par état">
      <ul className="grid grid-cols-2 gap-2.5 md:grid-cols-5">
        {counter("", "Tous les dossiers", total, FolderOpen, "text-lien")}
        {ETATS.map((etat) => {
          const { icon, color } = ETAT_APPEARANCES[etat];
          return counter(etat, ETAT_LABELS[etat], byEtat[etat], icon, color);
        })}
      </ul>
    </nav>
  );
}
