import { urlListe } from "@/components/data-table/url-liste";

/** The page of a dossier. It keeps the report's filters, so that «suivant» is the next one of the list that one was reading. */
export function lienDossier(uai: string, id: string, parametres: Readonly<Record<string, string>> = {}): string {
  return urlListe(`/${uai}/apprenants/${id}`, parametres, {});
}
