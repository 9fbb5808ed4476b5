/** `site` is the TBA's web site (its API without /api), `erp` the name under which the TBA knows this software. */
export type Connection = { site: string; siret: string; uai: string; erp: string };

function link({ site, siret, uai, erp }: Connection, suffix: Record<string, string>): string {
  return `${site.replace(/\/+$/, "")}/connexion-api?${new URLSearchParams({ siret, uai, erp, ...suffix })}`;
}

/** Where a person signs in to the TBA and finds the établissement's key (api-v3.md, «Getting the key»). */
export function apiSignInLink(connection: Connection): string {
  return link(connection, {});
}

/**
 * Tells the TBA which software uses the key. The URL carries the key, because the TBA wants it there:
 * only ever the target of a redirect made by the server, never in a page's HTML, a log or an error.
 */
export function keyConfirmationLink(connection: Connection, key: string): string {
  return link(connection, { api_key: key });
}
