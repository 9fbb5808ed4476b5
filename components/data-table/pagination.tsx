"use client";

import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, type LucideIcon } from "lucide-react";
import { useRef } from "react";
import { PageLink } from "@/components/shell/page-link";
import { cn } from "@/components/ui/cn";
import type { ListParams } from "./column.types";
import { listUrl } from "./list-url";
import { usePageNews } from "./use-page-news";

type PaginationProps = { page: number; pages: number; path: string; params: ListParams };

const BOX = "inline-flex h-8 min-w-8 items-center justify-center gap-1 rounded-md border px-2 text-dense font-medium";

/** First, previous, next and last page; nothing when all fits in one. */
export function Pagination({ page, pages, path, params }: PaginationProps) {
  const nav = useRef<HTMLElement>(null);
  const press = usePageNews(nav, page, pages);
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
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside take the keyboard; a press of Enter is a click.
    <nav
      ref={nav}
      tabIndex={-1}
      aria-label="Pages du tableau"
      onClick={({ target }) => target instanceof Element && target.closest("a") !== null && press()}
      className="flex flex-wrap items-center gap-2 outline-none print:hidden"
    >
      {link(1, "Première", ChevronFirst, false)}
      {link(page - 1, "Précédente", ChevronLeft, false)}
      <span className="px-1.5 text-dense tabular-nums" aria-current="page">
        Page {page} sur {pages}
      </span>
      {link(page + 1, "Suivante", ChevronRight, true)}
      {link(pages, "Dernière", ChevronLast, true)}
    </nav>
  );
}
