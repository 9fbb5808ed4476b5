import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { BarreListe } from "./barre-liste";
import type { Colonne, ParametresListe, Tri } from "./colonne.types";
import { Entetes } from "./entetes";
import { FormulaireFiltres } from "./formulaire-filtres";
import { Pagination } from "./pagination";
import { urlListe } from "./url-liste";

type TableDonneesProps<Ligne> = {
  /** What the table holds, said to those who cannot see it. */
  titre: string;
  /** The page's path, and what its URL holds. */
  chemin: string;
  parametres: ParametresListe;
  colonnes: readonly Colonne<Ligne>[];
  lignes: readonly Ligne[];
  cleLigne: (ligne: Ligne) => string;
  tri: Tri;
  page: number;
  pages: number;
  resume: ReactNode;
  /** What to say when no line is left. */
  vide: ReactNode;
};

// Long texts wrap, never cut: what one reads is whole on every screen, and no line moves under the pointer.
const CASE =
  "flex gap-3 py-1 first:pt-0 last:pb-0 tableau:table-cell tableau:border-b tableau:border-trait tableau:px-2.5 tableau:py-2 tableau:align-middle print:align-top! tableau:first:border-l tableau:first:pt-2 tableau:last:border-r tableau:last:pb-2";

/** A list of any kind: searches, sort and page live in the URL, so that it works without JavaScript and can be sent to a colleague. */
export function TableDonnees<Ligne>(props: TableDonneesProps<Ligne>) {
  const { titre, chemin, parametres, colonnes, lignes, cleLigne, tri, page, pages, resume, vide } = props;
  const recherches = colonnes.map((colonne) => colonne.cle);
  const gardes = Object.entries(parametres).filter(([nom]) => nom !== "page" && !recherches.includes(nom));
  const filtre = recherches.some((cle) => (parametres[cle] ?? "") !== "");
  const effaces = Object.fromEntries(recherches.map((cle) => [cle, null]));

  return (
    <div className="space-y-3">
      <FormulaireFiltres chemin={chemin} parametres={parametres}>
        {gardes.map(([nom, valeur]) => (
          <input key={nom} type="hidden" name={nom} value={valeur} />
        ))}
        <div className="group/liste space-y-3">
          <BarreListe resume={resume} sansFiltres={filtre ? urlListe(chemin, parametres, effaces) : null} />
          <table className="block w-full text-dense tabular-nums tableau:table tableau:table-fixed tableau:border-separate tableau:border-spacing-0">
            <caption className="sr-only">{titre}</caption>
            <colgroup className="hidden tableau:table-column-group">
              {colonnes.map((colonne) => (
                <col key={colonne.cle} style={{ width: colonne.largeur }} />
              ))}
            </colgroup>
            <Entetes colonnes={colonnes} tri={tri} chemin={chemin} parametres={parametres} />
            <tbody className="mt-3 grid gap-2.5 sm:grid-cols-2 tableau:table-row-group">
              {lignes.map((ligne) => (
                <tr
                  key={cleLigne(ligne)}
                  className="block rounded-lg border border-trait bg-surface p-3.5 shadow-carte tableau:table-row tableau:shadow-none tableau:hover:bg-surface-douce/60"
                >
                  {colonnes.map((colonne) => (
                    <td key={colonne.cle} className={cn(CASE, colonne.aligner === "droite" && "tableau:text-right")}>
                      <span className="w-24 shrink-0 text-encre-douce tableau:hidden">{colonne.titre}</span>
                      <div className="min-w-0 flex-1 wrap-break-word">{colonne.rendu(ligne)}</div>
                    </td>
                  ))}
                </tr>
              ))}
              {lignes.length === 0 ? (
                <tr className="block rounded-lg border border-trait bg-surface sm:col-span-2 tableau:table-row">
                  <td
                    colSpan={colonnes.length}
                    className="block px-5 py-10 text-center text-sm tableau:table-cell tableau:border tableau:border-t-0 tableau:border-trait"
                  >
                    {vide}
                  </td>
                </tr>
              ) : null}
            </tbody>
          </table>
        </div>
      </FormulaireFiltres>
      <Pagination page={page} pages={pages} chemin={chemin} parametres={parametres} />
    </div>
  );
}
