import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/lib/env";
import { isSafeUrl } from "@/lib/security/safe-transport";
import { SESSION_MAX_MS } from "@/lib/services/users/sessions";
import { cookieAttributes } from "./cookie-attributes";

const NAME = "passerelle-fournisseur";
const TIMEOUT_MS = 3000;
const MAX_AGE_S = SESSION_MAX_MS / 1000;
/** What a browser keeps of a cookie: a longer token is not kept, and its provider is not told. */
const MAX_TOKEN_LENGTH = 2500;

const kept = z.object({ idToken: z.string().min(1) });
const discovered = z.object({ end_session_endpoint: z.url().refine(isSafeUrl) });

/** Keeps the provider's token of this sign-in, encrypted, in this browser: the provider asks for it at sign-out (`OIDC_LOGOUT`). */
export async function keepIdToken(idToken: string | undefined): Promise<void> {
  const { OIDC_LOGOUT, NEXTAUTH_SECRET } = env();
  if (OIDC_LOGOUT !== "oui" || idToken === undefined || idToken.length > MAX_TOKEN_LENGTH) return;
  const value = await encode({ token: { idToken }, secret: NEXTAUTH_SECRET, maxAge: MAX_AGE_S });
  (await cookies()).set(NAME, value, cookieAttributes(MAX_AGE_S));
}

async function takeIdToken(): Promise<string | null> {
  const store = await cookies();
  const token = store.get(NAME)?.value;
  if (token === undefined) return null;
  store.set(NAME, "", cookieAttributes(0));
  try {
    return kept.safeParse(await decode({ token, secret: env().NEXTAUTH_SECRET })).data?.idToken ?? null;
  } catch {
    return null;
  }
}

/** Where the provider signs people out, null when it says nothing, or not in time: they are signed out here all the same. */
async function endSessionEndpoint(issuer: string): Promise<string | null> {
  try {
    const response = await fetch(`${issuer}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return discovered.safeParse(await response.json()).data?.end_session_endpoint ?? null;
  } catch {
    return null;
  }
}

/**
 * Where to send a person who signs out, so that their provider signs them out too (RP-initiated logout): it sends them back to the
 * sign-in page. Null when they came in by a password, or when `OIDC_LOGOUT` does not ask for it.
 */
export async function providerSignOut(): Promise<string | null> {
  const idToken = await takeIdToken();
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_LOGOUT, NEXTAUTH_URL } = env();
  if (idToken === null || OIDC_LOGOUT !== "oui" || !OIDC_ISSUER) return null;
  const endpoint = await endSessionEndpoint(OIDC_ISSUER);
  if (endpoint === null) return null;
  const address = new URL(endpoint);
  address.searchParams.set("id_token_hint", idToken);
  address.searchParams.set("client_id", OIDC_CLIENT_ID ?? "");
  address.searchParams.set("post_logout_redirect_uri", `${NEXTAUTH_URL}/connexion`);
  address.searchParams.set("state", crypto.randomUUID());
  return address.href;
}
