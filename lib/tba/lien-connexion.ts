/** `site` is the TBA's web site (its API without /api), `erp` the name under which the TBA knows this software. */
export type Connexion = { site: string; siret: string; uai: string; erp: string };

function lien({ site, siret, uai, erp }: Connexion, complement: Record<string, string>): string {
  return `${site.replace(/\/+$/, "")}/connexion-api?${new URLSearchParams({ siret, uai, erp, ...complement })}`;
}

/** Where a person signs in to the TBA and finds the établissement's key (api-v3.md, «Getting the key»). */
export function lienConnexionApi(connexion: Connexion): string {
  return lien(connexion, {});
}

/**
 * Tells the TBA which software uses the key. The URL carries the key, because the TBA wants it there:
 * only ever the target of a redirect made by the server, never in a page's HTML, a log or an error.
 */
export function lienConfirmationCle(connexion: Connexion, cle: string): string {
  return lien(connexion, { api_key: cle });
}
