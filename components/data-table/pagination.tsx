import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import type { ParametresListe } from "./colonne.types";
import { urlListe } from "./url-liste";

type PaginationProps = { page: number; pages: number; chemin: string; parametres: ParametresListe };

const CASE = "inline-flex h-8 min-w-8 items-center justify-center gap-1 rounded-md border px-2 text-dense font-medium";

/** First, previous, next and last page; nothing when all fits in one. */
export function Pagination({ page, pages, chemin, parametres }: PaginationProps) {
  if (pages <= 1) return null;
  const lien = (cible: number, libelle: string, Icone: LucideIcon, apres: boolean) => {
    const contenu = (
      <>
        {apres ? null : <Icone aria-hidden="true" className="size-4" />}
        <span className="max-sm:sr-only">{libelle}</span>
        {apres ? <Icone aria-hidden="true" className="size-4" /> : null}
      </>
    );
    if (cible < 1 || cible > pages || cible === page)
      return <span className={cn(CASE, "border-transparent text-encre-douce")}>{contenu}</span>;
    return (
      <Link
        href={urlListe(chemin, parametres, { page: String(cible) })}
        prefetch={false}
        className={cn(CASE, "border-trait-fort/60 bg-surface text-encre hover:bg-surface-douce")}
      >
        {contenu}
      </Link>
    );
  };
  return (
    <nav aria-label="Pages du tableau" className="flex flex-wrap items-center gap-2 print:hidden">
      {lien(1, "Première", ChevronFirst, false)}
      {lien(page - 1, "Précédente", ChevronLeft, false)}
      <span className="px-1.5 text-dense tabular-nums" aria-current="page">
        Page {page} sur {pages}
      </span>
      {lien(page + 1, "Suivante", ChevronRight, true)}
      {lien(pages, "Dernière", ChevronLast, true)}
    </nav>
  );
}
