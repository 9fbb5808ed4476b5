import { ListFilter, SlidersHorizontal } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import type { ListParams, Search } from "./column.types";
import { valuesOf } from "./list-url";
import { SearchField } from "./search-field";

type ListBarProps = { summary: ReactNode; besides: readonly Search[]; params: ListParams };

/** Above the table: how many lines, the searches that have no column, what sends them all, and on a phone what shows the others. */
export function ListBar({ summary, besides, params }: ListBarProps) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
      <div className="text-sm tabular-nums">{summary}</div>
      <div className="flex flex-wrap items-end gap-2 print:hidden">
        {besides.map((by) => (
          <div key={by.key} className="flex items-center gap-2">
            <SearchField by={by} values={valuesOf(params, by.key)} />
          </div>
        ))}
        <details data-filtres="" className="tableau:hidden">
          <summary className={buttonVariants({ variant: "secondary", size: "small" })}>
            <SlidersHorizontal aria-hidden="true" />
            Recherche et tri
          </summary>
        </details>
        <Button type="submit" variant="secondary" size="small" className="carte:hidden">
          <ListFilter aria-hidden="true" />
          Filtrer
        </Button>
      </div>
    </div>
  );
}
