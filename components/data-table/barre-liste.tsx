import { ListFilter, SlidersHorizontal, X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";

type BarreListeProps = {
  resume: ReactNode;
  /** The address without any search, null when there is none. */
  sansFiltres: string | null;
};

/** Above the table: how many lines, what clears the searches, what sends them, and on a phone what shows them. */
export function BarreListe({ resume, sansFiltres }: BarreListeProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div aria-live="polite" className="text-sm tabular-nums">
        {resume}
      </div>
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        {sansFiltres === null ? null : (
          <Link
            href={sansFiltres}
            scroll={false}
            prefetch={false}
            className={buttonVariants({ variant: "discret", size: "petit" })}
          >
            <X aria-hidden="true" />
            Effacer les filtres
          </Link>
        )}
        <details data-filtres="" className="tableau:hidden">
          <summary className={buttonVariants({ variant: "secondaire", size: "petit" })}>
            <SlidersHorizontal aria-hidden="true" />
            Recherche et tri
          </summary>
        </details>
        <Button type="submit" variant="secondaire" size="petit" className="carte:hidden">
          <ListFilter aria-hidden="true" />
          Filtrer
        </Button>
      </div>
    </div>
  );
}
