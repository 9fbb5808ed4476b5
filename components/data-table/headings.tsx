"use client";

import { ListFilter } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { Column, ListParams, Sort } from "./column.types";
import { HelpBubble } from "./help-bubble";
import { valuesOf } from "./list-url";
import { SearchField } from "./search-field";
import { SortLink } from "./sort-link";
import "./headings.css";

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
    <thead className="entetes hidden space-y-4 rounded-lg border border-trait bg-surface p-4 group-has-[[data-filtres][open]]/liste:block tableau:sticky tableau:top-0 tableau:z-10 tableau:table-header-group! tableau:border-0 tableau:bg-transparent">
      <tr className="flex flex-wrap gap-2 tableau:table-row">
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            aria-sort={sort.key === column.key ? ORDERS[sort.direction] : undefined}
            data-droite={column.align === "droite" ? "" : undefined}
          >
            <span>
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
          <td key={column.key}>
            <SearchField by={column} values={valuesOf(params, column.key)} compact />
          </td>
        ))}
        <td className="self-end">
          <Button type="submit" className="w-full">
            <ListFilter aria-hidden="true" />
            Filtrer
          </Button>
        </td>
      </tr>
    </thead>
  );
}
