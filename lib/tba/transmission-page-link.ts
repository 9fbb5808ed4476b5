/**
 * The TBA's own page of what it did with a day's transmissions, dossier by dossier: what it lost after its 200 is said there and nowhere
 * else. `site` is the TBA's web site, `at` when the run ended: the TBA counts days in UTC. Who opens it must be signed in there.
 */
export function transmissionPageLink(site: string, at: Date): string {
  return `${site.replace(/\/+$/, "")}/transmissions/${at.toISOString().slice(0, 10)}`;
}
