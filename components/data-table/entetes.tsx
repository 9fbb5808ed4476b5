import { ListFilter } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ChampRecherche } from "./champ-recherche";
import type { EnteteColonne, ParametresListe, Tri } from "./colonne.types";
import { LienTri } from "./lien-tri";

type EntetesProps = {
  colonnes: readonly EnteteColonne[];
  tri: Tri;
  chemin: string;
  parametres: ParametresListe;
};

const ORDRES = { asc: "ascending", desc: "descending" } as const;

/** Two rows that stay in sight: the titles, which sort, and a search field under each. On a phone: a panel that opens. */
export function Entetes({ colonnes, tri, chemin, parametres }: EntetesProps) {
  return (
    <thead className="hidden space-y-4 rounded-lg border border-trait bg-surface p-4 group-has-[[data-filtres][open]]/liste:block tableau:sticky tableau:top-0 tableau:z-10 tableau:table-header-group! tableau:border-0 tableau:bg-transparent">
      <tr className="flex flex-wrap gap-2 tableau:table-row">
        {colonnes.map((colonne) => (
          <th
            key={colonne.cle}
            scope="col"
            aria-sort={tri.cle === colonne.cle ? ORDRES[tri.sens] : undefined}
            className={cn(
              "text-left text-xs tableau:border-t tableau:border-trait tableau:bg-surface-douce tableau:px-2.5 tableau:pt-1.5 tableau:pb-0.5 tableau:first:rounded-tl-lg tableau:first:border-l tableau:last:rounded-tr-lg tableau:last:border-r",
              colonne.aligner === "droite" && "tableau:text-right",
            )}
          >
            <LienTri colonne={colonne} tri={tri} chemin={chemin} parametres={parametres} />
          </th>
        ))}
      </tr>
      <tr className="grid gap-3 sm:grid-cols-2 tableau:table-row print:hidden!">
        {colonnes.map((colonne) => (
          <td
            key={colonne.cle}
            className="tableau:border-b tableau:border-trait-fort/50 tableau:bg-surface-douce tableau:px-1.5 tableau:pt-0.5 tableau:pb-2 tableau:first:border-l tableau:first:border-l-trait tableau:last:border-r tableau:last:border-r-trait"
          >
            <ChampRecherche colonne={colonne} valeur={parametres[colonne.cle] ?? ""} />
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
