import { ListFilter, SlidersHorizontal, X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";

type ListBarProps = {
  summary: ReactNode;
  /** The address without any search, null when there is none. */
  withoutFilters: string | null;
};

/** Above the table: how many lines, what clears the searches, what sends them, and on a phone what shows them. */
export function ListBar({ summary, withoutFilters }: ListBarProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div aria-live="polite" className="text-sm tabular-nums">
        {summary}
      </div>
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        {withoutFilters === null ? null : (
          <Link
            href={withoutFilters}
            scroll={false}
            prefetch={false}
            className={buttonVariants({ variant: "discreet", size: "small" })}
          >
            <X aria-hidden="true" />
            Effacer les filtres
          </Link>
        )}
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
