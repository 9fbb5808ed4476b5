"use client";

import { ListFilter } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { Column, ListParams, Sort } from "./column.types";
import { HelpBubble } from "./help-bubble";
import { valuesOf } from "./list-url";
import { SearchField } from "./search-field";
import { SortLink } from "./sort-link";

type HeadingsProps = {
  columns: readonly Column[];
  sort: Sort;
  path: string;
  params: ListParams;
};

const ORDERS = { asc: "ascending", desc: "descending" } as const;

/** Two rows that stay in sight: the titles, which sort, and a search field under each. On a phone: a panel that opens. */
export function Headings({ columns, sort, path, params }: HeadingsProps) {
  return (
    <thead className="hidden space-y-4 rounded-lg border border-trait bg-surface p-4 group-has-[[data-filtres][open]]/liste:block tableau:sticky tableau:top-0 tableau:z-10 tableau:table-header-group! tableau:border-0 tableau:bg-transparent">
      <tr className="flex flex-wrap gap-2 tableau:table-row">
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            aria-sort={sort.key === column.key ? ORDERS[sort.direction] : undefined}
            className={cn(
              "text-left text-xs tableau:border-t tableau:border-trait tableau:bg-surface-douce tableau:px-1.5 tableau:pt-1.5 tableau:pb-0.5 tableau:first:rounded-tl-lg tableau:first:border-l tableau:last:rounded-tr-lg tableau:last:border-r",
              column.align === "droite" && "tableau:text-right",
            )}
          >
            <span className="inline-flex flex-wrap items-center gap-x-1">
              <SortLink column={column} sort={sort} path={path} params={params} />
              {column.help === undefined ? null : (
                <HelpBubble id={`aide-${column.key}`} about={column.title}>
                  {column.help}
                </HelpBubble>
              )}
            </span>
          </th>
        ))}
      </tr>
      <tr className="grid gap-3 sm:grid-cols-2 tableau:table-row print:hidden!">
        {columns.map((column) => (
          <td
            key={column.key}
            className="tableau:border-b tableau:border-trait-fort/50 tableau:bg-surface-douce tableau:px-1.5 tableau:pt-0.5 tableau:pb-2 tableau:first:border-l tableau:first:border-l-trait tableau:nth-last-2:border-r tableau:nth-last-2:border-r-trait tableau:nth-last-2:[&_fieldset]:right-0 tableau:nth-last-2:[&_fieldset]:left-auto"
          >
            <SearchField by={column} values={valuesOf(params, column.key)} compact />
          </td>
        ))}
        <td className="self-end tableau:hidden">
          <Button type="submit" className="w-full">
            <ListFilter aria-hidden="true" />
            Filtrer
          </Button>
        </td>
      </tr>
    </thead>
  );
}
