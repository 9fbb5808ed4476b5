import { urlListe } from "@/components/data-table/url-liste";
import type { FiltresRapport } from "@/lib/services/rapport/rapport.types";

/** The searches of the report that keep dossiers, as its address writes them: without the sort nor the page. */
export function recherchesEnParametres(recherches: FiltresRapport["recherches"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(recherches).flatMap(([colonne, cherche]) => (cherche?.trim() ? [[colonne, cherche]] : [])),
  );
}

/** The page of a cause, within the filters of the report. `choix`: another field or another way to give values. */
export function lienCause(
  uai: string,
  cle: string,
  recherches: FiltresRapport["recherches"],
  choix: Readonly<Record<string, string>> = {},
): string {
  return urlListe(`/${uai}/deblocage/${cle}`, recherchesEnParametres(recherches), choix);
}
