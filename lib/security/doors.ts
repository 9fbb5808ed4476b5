/**
 * Addresses that anybody may call, to the letter. Each authorises by itself what it does: a password, a link, a secret. The documentation of
 * the API alone is for everybody: it holds nothing of any établissement.
 */
export const OPEN_ADDRESSES: ReadonlySet<string> = new Set([
  "/connexion",
  "/connexion/code",
  "/connexion/fournisseur",
  "/connexion/invitation",
  "/connexion/lien",
  "/connexion/mot-de-passe-oublie",
  "/connexion/nouveau-mot-de-passe",
  "/api/auth/callback/oidc",
  "/api/auth/csrf",
  "/api/auth/signin/oidc",
  "/api/cron/transmission",
  "/api/docs",
  "/api/docs/brancher-un-logiciel",
  "/api/docs/openapi.json",
  "/api/metriques",
  "/api/sante",
  "/api/v3/corrections",
  "/api/v3/dossiers-apprenants",
  "/api/v3/dossiers-apprenants/essai",
  "/api/v3/dossiers-apprenants/test",
]);

/**
 * A software's own dossier. Its route is left out of the proxy as the others of the API are, but for an identifier that holds a slash: written
 * %2F, it is two parts of an address to who chooses what the proxy sees.
 */
const ONE_DOSSIER = /^\/api\/v3\/dossiers-apprenants\/[^/]+$/;

const SOFTWARE = /^\/(?:api\/)?v\d+(?:\/|$)/i;

/** What only a software calls, well written or not («/v3/…» without «/api», another version, capitals): no page begins so. */
export const isSoftwareAddress = (pathname: string): boolean => SOFTWARE.test(pathname);

/** «closed» unless said otherwise: an address that nobody thought of is for signed-in people. */
export function doorOf(pathname: string, method: string): "open" | "static" | "closed" {
  const reads = method === "GET" || method === "HEAD";
  if (reads && pathname.startsWith("/_next/static/")) return "static";
  if (reads && ONE_DOSSIER.test(pathname)) return "open";
  return OPEN_ADDRESSES.has(pathname) ? "open" : "closed";
}
