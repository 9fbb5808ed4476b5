import type { FiltresRapport } from "@/lib/services/rapport/rapport.types";

/** The report's filters as its URL writes them: one parameter a column, plus tri, sens and page when they are not the usual ones. */
export function parametresRapport(filtres: FiltresRapport): Record<string, string> {
  const parametres: Record<string, string> = {};
  for (const [colonne, recherche] of Object.entries(filtres.recherches)) {
    if (recherche !== undefined && recherche.trim() !== "") parametres[colonne] = recherche;
  }
  if (filtres.tri !== "numero" || filtres.sens !== "asc") {
    parametres.tri = filtres.tri;
    parametres.sens = filtres.sens;
  }
  if (filtres.page > 1) parametres.page = String(filtres.page);
  return parametres;
}

/** The page of the report of an établissement. */
export function cheminRapport(uai: string): string {
  return `/${uai}/etablissement/tableau-de-bord-apprentissage`;
}
