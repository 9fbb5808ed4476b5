import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { doorDb } from "@/db/client";
import { env } from "@/lib/env";
import { ServiceError } from "@/lib/errors";
import { findByEmail } from "@/lib/services/users/get-user";
import { verifyCredentials } from "@/lib/services/users/verify-credentials";

export const SESSION_DURATION_S = 12 * 60 * 60;

type OidcProfile = { sub: string; email?: string; email_verified?: boolean; name?: string };

function providers(): NextAuthOptions["providers"] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  const password = CredentialsProvider({
    credentials: { email: {}, password: {} },
    async authorize(input) {
      try {
        return await verifyCredentials(
          { db: await doorDb(), actor: { kind: "anonymous" }, now: new Date() },
          { email: input?.email ?? "", password: input?.password ?? "" },
        );
      } catch (error) {
        if (error instanceof ServiceError) return null;
        throw error;
      }
    },
  });
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return [password];
  return [
    password,
    {
      id: "oidc",
      name: OIDC_NAME,
      type: "oauth",
      wellKnown: `${OIDC_ISSUER}/.well-known/openid-configuration`,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      authorization: { params: { scope: "openid email profile" } },
      idToken: true,
      checks: ["pkce", "state", "nonce"],
      profile: (profile: OidcProfile) => ({
        id: profile.sub,
        email: profile.email ?? null,
        name: profile.name ?? null,
      }),
    },
  ];
}

/** next-auth lives behind this folder: nothing else in the house names it. */
export function nextAuthOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_DURATION_S },
    pages: { signIn: "/connexion", error: "/connexion" },
    providers: providers(),
    callbacks: {
      /** A provider signs in only people who have an account here, and only with an e-mail that it verified. */
      async signIn({ account, profile, user }) {
        if (account?.type === "credentials") return true;
        const verified = (profile as OidcProfile | undefined)?.email_verified === true;
        return verified && user.email != null && (await findByEmail({ db: await doorDb() }, user.email)) !== null;
      },
      async jwt({ token, account, user }) {
        if (!account || account.type === "credentials") return token;
        const person = user.email ? await findByEmail({ db: await doorDb() }, user.email) : null;
        return person === null ? token : { ...token, sub: person.id };
      },
      session: ({ session, token }) => ({ ...session, userId: token.sub }),
    },
  };
}
