import { env } from "@/lib/env";

const cookiesOf = (response: Response) => response.headers.getSetCookie();
const toHeader = (cookies: readonly string[]) => cookies.map((c) => c.split(";")[0]).join("; ");

/**
 * Starts a sign-in at the OpenID Connect provider on the server, so that a plain link does it, without JavaScript:
 * takes next-auth's CSRF token, posts it back, and hands over its redirection with its cookies. Null when it did not answer one.
 */
export async function startOidc(): Promise<{ address: string; cookies: string[] } | null> {
  const root = `${env().NEXTAUTH_URL}/api/auth`;
  const token = await fetch(`${root}/csrf`);
  const parsed: { csrfToken?: unknown } = await token.json();
  const response = await fetch(`${root}/signin/oidc`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: toHeader(cookiesOf(token)) },
    body: new URLSearchParams({ csrfToken: String(parsed.csrfToken), callbackUrl: env().NEXTAUTH_URL }),
  });
  const address = response.headers.get("location");
  return address === null ? null : { address, cookies: [...cookiesOf(token), ...cookiesOf(response)] };
}
