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
  const [site, origin] = [headers.get("sec-fetch-site"), headers.get("origin")];
  if ((site !== null && site !== "same-origin") || origin === null) throw refused();
  // The site's own address: a proxy may have rewritten the Host on the way. Under another of its names, the browser itself must say that it is the same.
  const isOther = site === "same-origin" && URL.canParse(origin) && new URL(origin).host === headers.get("host");
  if (origin !== new URL(env().NEXTAUTH_URL).origin && !isOther) throw refused();
}
