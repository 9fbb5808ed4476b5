import { ServiceError } from "@/lib/errors";

const refused = () =>
  new ServiceError(
    "FORBIDDEN",
    "Cette demande ne vient pas d'une page de Passerelle TBA : rechargez la page, puis réessayez.",
  );

/**
 * For routes that write: server actions are checked by Next, routes are not. A browser says where a request comes from
 * (`Sec-Fetch-Site`, or `Origin`, which every browser sends with a POST): one that says nothing is refused too.
 * Throws FORBIDDEN.
 */
export function requireSameOrigin({ headers }: Request): void {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") throw refused();
  const origin = headers.get("origin");
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  if (origin === null || host === null || !URL.canParse(origin) || new URL(origin).host !== host) throw refused();
}
