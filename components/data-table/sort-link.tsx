import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import type { Column, ListParams, Sort } from "./column.types";
import { listUrl } from "./list-url";

type SortLinkProps = { column: Column; sort: Sort; path: string; params: ListParams };

/** A heading that sorts: a first press goes up, a second one down. */
export function SortLink({ column, sort, path, params }: SortLinkProps) {
  const active = sort.key === column.key;
  const direction = active && sort.direction === "asc" ? "desc" : "asc";
  const Icon = !active ? ChevronsUpDown : sort.direction === "asc" ? ArrowUp : ArrowDown;
  return (
    <Link
      href={listUrl(path, params, { tri: column.key, sens: direction })}
      scroll={false}
      prefetch={false}
      title={`Trier par ordre ${direction === "asc" ? "croissant" : "décroissant"}`}
      className={cn(
        "inline-flex min-h-6 items-center gap-1 rounded-sm font-semibold hover:text-lien",
        "carte:rounded-full carte:border carte:border-trait-fort/60 carte:px-3 carte:py-1",
        active && "text-lien carte:border-bleu-trait carte:bg-bleu-doux",
      )}
    >
      {column.title}
      <Icon aria-hidden="true" className={cn("size-3.5 shrink-0 print:hidden", !active && "text-encre-douce/70")} />
    </Link>
  );
}
