import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, type LucideIcon } from "lucide-react";
import { PageLink } from "@/components/shell/page-link";
import { cn } from "@/components/ui/cn";
import type { ListParams } from "./column.types";
import { listUrl } from "./list-url";
import { PageNav } from "./page-nav";

type PaginationProps = { page: number; pages: number; path: string; params: ListParams };

const BOX = "inline-flex h-8 min-w-8 items-center justify-center gap-1 rounded-md border px-2 text-dense font-medium";

/** First, previous, next and last page; nothing when all fits in one. */
export function Pagination({ page, pages, path, params }: PaginationProps) {
  if (pages <= 1) return null;
  const link = (target: number, label: string, Icon: LucideIcon, after: boolean) => {
    const content = (
      <>
        {after ? null : <Icon aria-hidden="true" className="size-4" />}
        <span className="max-sm:sr-only">{label}</span>
        {after ? <Icon aria-hidden="true" className="size-4" /> : null}
      </>
    );
    if (target < 1 || target > pages || target === page)
      return <span className={cn(BOX, "border-transparent text-encre-douce")}>{content}</span>;
    return (
      <PageLink
        href={listUrl(path, params, { page: String(target) })}
        className={cn(BOX, "border-trait-fort/60 bg-surface text-encre hover:bg-surface-douce")}
      >
        {content}
      </PageLink>
    );
  };
  return (
    <PageNav page={page} pages={pages}>
      {link(1, "Première", ChevronFirst, false)}
      {link(page - 1, "Précédente", ChevronLeft, false)}
      <span className="px-1.5 text-dense tabular-nums" aria-current="page">
        Page {page} sur {pages}
      </span>
      {link(page + 1, "Suivante", ChevronRight, true)}
      {link(pages, "Dernière", ChevronLast, true)}
    </PageNav>
  );
}
