import { PageLink } from "@/components/shell/page-link";
import type { Column, ListParams, Sort } from "./column.types";
import { listUrl } from "./list-url";

type SortLinkProps = { column: Column; sort: Sort; path: string; params: ListParams };

/** A heading that sorts: a first press goes up, a second one down. Its arrow is drawn by headings.css. */
export function SortLink({ column, sort, path, params }: SortLinkProps) {
  const active = sort.key === column.key;
  const direction = active && sort.direction === "asc" ? "desc" : "asc";
  return (
    <PageLink
      href={listUrl(path, params, { tri: column.key, sens: direction })}
      scroll={false}
      title={`Trier par ordre ${direction === "asc" ? "croissant" : "décroissant"}`}
    >
      {column.title}
    </PageLink>
  );
}
