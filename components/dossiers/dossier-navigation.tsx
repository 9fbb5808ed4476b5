import { ChevronLeft, ChevronRight } from "lucide-react";
import { PageLink } from "@/components/shell/page-link";
import { buttonVariants } from "@/components/ui/button-variants";
import { cn } from "@/components/ui/cn";
import { DossierKeys } from "./dossier-keys";

type DossierNavigationProps = { previous: string | null; next: string | null; rank: number; total: number };

/** The dossiers before and after in the filtered list: links, and the arrows of the keyboard. `previous` and `next` are addresses. */
export function DossierNavigation({ previous, next, rank, total }: DossierNavigationProps) {
  // One that is in no list: somebody who is no apprentice.
  if (total === 0) return null;
  const classes = buttonVariants({ variant: "secondary", size: "small" });
  const dimmed = cn(classes, "cursor-default border-transparent bg-transparent text-encre-douce shadow-none");
  return (
    <nav aria-label="Dossiers de la liste" className="flex flex-wrap items-center gap-2 print:hidden">
      <DossierKeys />
      {previous === null ? (
        <span className={dimmed}>
          <ChevronLeft aria-hidden="true" />
          Précédent
        </span>
      ) : (
        <PageLink href={previous} data-voisin="previous" className={classes} title="Dossier précédent : touche ← ou k">
          <ChevronLeft aria-hidden="true" />
          Précédent
        </PageLink>
      )}
      <span className="text-dense text-encre-douce tabular-nums">
        {rank.toLocaleString("fr-FR")} sur {total.toLocaleString("fr-FR")}
      </span>
      {next === null ? (
        <span className={dimmed}>
          Suivant
          <ChevronRight aria-hidden="true" />
        </span>
      ) : (
        <PageLink href={next} data-voisin="next" className={classes} title="Dossier suivant : touche → ou j">
          Suivant
          <ChevronRight aria-hidden="true" />
        </PageLink>
      )}
    </nav>
  );
}
