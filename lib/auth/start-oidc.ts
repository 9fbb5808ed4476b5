import { env } from "@/lib/env";
import { ServiceError } from "@/lib/errors";
import { createGate } from "@/lib/security/gate";

const cookiesOf = (response: Response) => response.headers.getSetCookie();
const toHeader = (cookies: readonly string[]) => cookies.map((c) => c.split(";")[0]).join("; ");

/**
 * Anybody may ask, and each asks this very server twice, which asks the provider: whoever comes by the hundred takes neither our pages from
 * the others, nor our place with the provider.
 */
const AT_ONCE = 4;
const MAX_WAITING = 40;
const TIMEOUT_MS = 10_000;
const gate = createGate(
  AT_ONCE,
  MAX_WAITING,
  () => new ServiceError("BUSY", "Trop de personnes se connectent en ce moment : réessayez dans quelques secondes."),
);

async function start(): Promise<{ address: string; cookies: string[] } | null> {
  const root = `${env().NEXTAUTH_URL}/api/auth`;
  const token = await fetch(`${root}/csrf`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const parsed: { csrfToken?: unknown } = await token.json();
  const response = await fetch(`${root}/signin/oidc`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: toHeader(cookiesOf(token)) },
    body: new URLSearchParams({ csrfToken: String(parsed.csrfToken), callbackUrl: env().NEXTAUTH_URL }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const address = response.headers.get("location");
  return address === null ? null : { address, cookies: [...cookiesOf(token), ...cookiesOf(response)] };
}

/**
 * Starts a sign-in at the OpenID Connect provider on the server, so that a plain link does it, without JavaScript:
 * takes next-auth's CSRF token, posts it back, and hands over its redirection with its cookies. Null when it did not answer one.
 * Throws BUSY.
 */
export const startOidc = (): ReturnType<typeof start> => gate(start);
