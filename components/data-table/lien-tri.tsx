import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import type { EnteteColonne, ParametresListe, Tri } from "./colonne.types";
import { urlListe } from "./url-liste";

type LienTriProps = { colonne: EnteteColonne; tri: Tri; chemin: string; parametres: ParametresListe };

/** A heading that sorts: a first press goes up, a second one down. */
export function LienTri({ colonne, tri, chemin, parametres }: LienTriProps) {
  const actif = tri.cle === colonne.cle;
  const sens = actif && tri.sens === "asc" ? "desc" : "asc";
  const Icone = !actif ? ChevronsUpDown : tri.sens === "asc" ? ArrowUp : ArrowDown;
  return (
    <Link
      href={urlListe(chemin, parametres, { tri: colonne.cle, sens })}
      scroll={false}
      prefetch={false}
      title={`Trier par ordre ${sens === "asc" ? "croissant" : "décroissant"}`}
      className={cn(
        "inline-flex min-h-6 items-center gap-1 rounded-sm font-semibold hover:text-lien",
        "carte:rounded-full carte:border carte:border-trait-fort/60 carte:px-3 carte:py-1",
        actif && "text-lien carte:border-bleu-trait carte:bg-bleu-doux",
      )}
    >
      {colonne.titre}
      <Icone aria-hidden="true" className={cn("size-3.5 shrink-0 print:hidden", !actif && "text-encre-douce/70")} />
    </Link>
  );
}
