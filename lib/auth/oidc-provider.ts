import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { env } from "@/lib/env";
import type { OidcClaims } from "@/lib/services/users/oidc-identity";

const profile = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().max(320).optional(),
  email_verified: z.union([z.boolean(), z.stringbool()]).optional(),
  name: z.string().optional(),
  given_name: z.string().optional(),
  usual_name: z.string().optional(),
});

/** The claims of a profile; ProConnect says «given_name» and «usual_name», and verifies every e-mail that it gives. */
export function claimsOf(raw: unknown): OidcClaims | null {
  const { OIDC_ISSUER, OIDC_EMAIL_TRUSTED } = env();
  const parsed = profile.safeParse(raw);
  if (!parsed.success || !OIDC_ISSUER) return null;
  const { sub, email, email_verified, name, given_name, usual_name } = parsed.data;
  const verified = email_verified ?? OIDC_EMAIL_TRUSTED === "oui";
  const full = name ?? [given_name, usual_name].filter(Boolean).join(" ");
  return {
    issuer: OIDC_ISSUER,
    subject: sub,
    verifiedEmail: verified ? (email ?? null) : null,
    name: full.trim().slice(0, 100) || null,
  };
}

/**
 * The OpenID Connect provider of the environment, null when none is configured. Signature, issuer, audience, nonce, expiry are
 * checked by openid-client, behind next-auth. `OIDC_USERINFO_ALG`: for providers that sign their userinfo (ProConnect).
 */
export function oidcProvider(): OAuthConfig<unknown> | null {
  const e = env();
  if (!e.OIDC_ISSUER || !e.OIDC_CLIENT_ID || !e.OIDC_CLIENT_SECRET) return null;
  return {
    id: "oidc",
    name: e.OIDC_NAME,
    type: "oauth",
    issuer: e.OIDC_ISSUER,
    wellKnown: `${e.OIDC_ISSUER}/.well-known/openid-configuration`,
    clientId: e.OIDC_CLIENT_ID,
    clientSecret: e.OIDC_CLIENT_SECRET,
    authorization: {
      params: { scope: e.OIDC_SCOPE, ...(e.OIDC_ACR_VALUES ? { acr_values: e.OIDC_ACR_VALUES } : {}) },
    },
    client: {
      id_token_signed_response_alg: e.OIDC_ID_TOKEN_ALG,
      ...(e.OIDC_USERINFO_ALG ? { userinfo_signed_response_alg: e.OIDC_USERINFO_ALG } : {}),
    },
    // ProConnect's id token says nothing of the person: userinfo does.
    idToken: !e.OIDC_USERINFO_ALG,
    checks: ["pkce", "state", "nonce"],
    profile: (raw: unknown) => ({ id: claimsOf(raw)?.subject ?? "" }),
  };
}
