import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/button-variants";
import { cn } from "@/components/ui/cn";
import { TouchesDossier } from "./touches-dossier";

type NavigationDossierProps = { precedent: string | null; suivant: string | null; rang: number; total: number };

/** The dossiers before and after in the filtered list: links, and the arrows of the keyboard. `precedent` and `suivant` are addresses. */
export function NavigationDossier({ precedent, suivant, rang, total }: NavigationDossierProps) {
  const classes = buttonVariants({ variant: "secondaire", size: "petit" });
  const eteint = cn(classes, "cursor-default border-transparent bg-transparent text-encre-douce shadow-none");
  return (
    <nav aria-label="Dossiers de la liste" className="flex flex-wrap items-center gap-2 print:hidden">
      <TouchesDossier precedent={precedent} suivant={suivant} />
      {precedent === null ? (
        <span className={eteint}>
          <ChevronLeft aria-hidden="true" />
          Précédent
        </span>
      ) : (
        <Link href={precedent} className={classes} title="Dossier précédent : touche ← ou k">
          <ChevronLeft aria-hidden="true" />
          Précédent
        </Link>
      )}
      <span className="text-dense text-encre-douce tabular-nums">
        {rang.toLocaleString("fr-FR")} sur {total.toLocaleString("fr-FR")}
      </span>
      {suivant === null ? (
        <span className={eteint}>
          Suivant
          <ChevronRight aria-hidden="true" />
        </span>
      ) : (
        <Link href={suivant} className={classes} title="Dossier suivant : touche → ou j">
          Suivant
          <ChevronRight aria-hidden="true" />
        </Link>
      )}
    </nav>
  );
}
