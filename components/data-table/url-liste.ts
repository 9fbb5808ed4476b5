import type { ParametresListe } from "./colonne.types";

/**
 * The address of a list once some parameters change: null or blank removes one. Going back to the first page is
 * implied by any change but that of the page itself, since the lines are no longer the same.
 */
export function urlListe(
  chemin: string,
  parametres: ParametresListe,
  changements: Readonly<Record<string, string | null>>,
): string {
  const suivants = new URLSearchParams();
  const fusion: Record<string, string | null> = { ...parametres, page: null, ...changements };
  for (const [nom, valeur] of Object.entries(fusion)) {
    const propre = valeur?.trim() ?? "";
    if (propre !== "" && !(nom === "page" && propre === "1")) suivants.set(nom, propre);
  }
  const requete = suivants.toString();
  return requete === "" ? chemin : `${chemin}?${requete}`;
}
