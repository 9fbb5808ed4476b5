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

const tokenClaims = z.looseObject({ sub: z.string(), acr: z.string().optional() });

/** What an id token says, openid-client having checked its signature and all that must be in it. */
function readIdToken(token: string | undefined) {
  const [, claims = ""] = (token ?? "").split(".");
  return tokenClaims.parse(JSON.parse(Buffer.from(claims, "base64url").toString("utf8")));
}

/** The level of authentication that was asked for (`acr_values`, any of them) is the one that was had: asking alone binds nobody. */
function requireLevel(acr: string | undefined): void {
  const wanted = env().OIDC_ACR_VALUES?.split(/\s+/) ?? [];
  if (wanted.length > 0 && (acr === undefined || !wanted.includes(acr))) throw new Error("OIDC acr refused");
}

/**
 * The OpenID Connect provider of the environment, null when none is configured. Signature, issuer, audience, nonce, expiry are
 * checked by openid-client, behind next-auth. `OIDC_USERINFO_ALG`: for providers whose id token says nothing of the person, and
 * that sign their userinfo (ProConnect); it must be about the id token's subject.
 */
export function oidcProvider(): OAuthConfig<unknown> | null {
  const e = env();
  if (!e.OIDC_ISSUER || !e.OIDC_CLIENT_ID || !e.OIDC_CLIENT_SECRET) return null;
  const { OIDC_USERINFO_ALG } = e;
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
      ...(OIDC_USERINFO_ALG ? { userinfo_signed_response_alg: OIDC_USERINFO_ALG } : {}),
    },
    idToken: true,
    userinfo: {
      request: async ({ tokens, client }) => {
        const claims = readIdToken(tokens.id_token);
        requireLevel(claims.acr);
        if (!OIDC_USERINFO_ALG) return claims;
        const person = await client.userinfo(tokens.access_token ?? "");
        if (person.sub !== claims.sub) throw new Error("OIDC userinfo of another subject");
        return person;
      },
    },
    checks: ["pkce", "state", "nonce"],
    profile: (raw: unknown) => ({ id: claimsOf(raw)?.subject ?? "" }),
  };
}
