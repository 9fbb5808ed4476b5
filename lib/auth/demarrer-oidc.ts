import { env } from "@/lib/env";

const cookiesDe = (reponse: Response) => reponse.headers.getSetCookie();
const enEntete = (cookies: readonly string[]) => cookies.map((c) => c.split(";")[0]).join("; ");

/**
 * Starts a sign-in at the OpenID Connect provider on the server, so that a plain link does it, without JavaScript:
 * takes next-auth's CSRF token, posts it back, and hands over its redirection with its cookies. Null when it did not answer one.
 */
export async function demarrerOidc(): Promise<{ adresse: string; cookies: string[] } | null> {
  const base = `${env().NEXTAUTH_URL}/api/auth`;
  const jeton = await fetch(`${base}/csrf`);
  const lu: { csrfToken?: unknown } = await jeton.json();
  const reponse = await fetch(`${base}/signin/oidc`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: enEntete(cookiesDe(jeton)) },
    body: new URLSearchParams({ csrfToken: String(lu.csrfToken), callbackUrl: env().NEXTAUTH_URL }),
  });
  const adresse = reponse.headers.get("location");
  return adresse === null ? null : { adresse, cookies: [...cookiesDe(jeton), ...cookiesDe(reponse)] };
}
