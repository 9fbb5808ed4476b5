import { env } from "@/lib/env";
import { ServiceError } from "@/lib/errors";

const refused = () =>
  new ServiceError(
    "FORBIDDEN",
    "Cette demande ne vient pas d'une page de Passerelle TBA : rechargez la page, puis réessayez.",
  );

/**
 * For routes that write: server actions are checked by Next, routes are not. A browser says where a request comes from
 * (`Sec-Fetch-Site`, or `Origin`, which every browser sends with a POST): one that says nothing is refused too.
 * Throws FORBIDDEN.
 */
export function requireSameOrigin({ headers }: Request): void {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") throw refused();
  // The site's own address, not the Host that a proxy may have rewritten on the way.
  const origin = headers.get("origin");
  if (origin === null || origin !== new URL(env().NEXTAUTH_URL).origin) throw refused();
}
