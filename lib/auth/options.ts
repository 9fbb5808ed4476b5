import type { NextAuthOptions } from "next-auth";
import { env } from "@/lib/env";
import { ServiceError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { beginSignIn } from "@/lib/services/users/complete-sign-in";
import { identifyByOidc } from "@/lib/services/users/oidc-identity";
import { SESSION_MAX_MS } from "@/lib/services/users/sessions";
import { askedLink, keepAskedLink } from "./asked-link";
import { writeFlash } from "./flash";
import { keepIdToken } from "./oidc-logout";
import { claimsOf, oidcProvider } from "./oidc-provider";
import { anonymousContext, currentSession } from "./session";
import { endPrevious } from "./sign-in";

/** Who a provider says is there, as a person of ours, and as what it knows them. Throws what identifyByOidc throws. */
async function identify(profile: unknown) {
  const claims = claimsOf(profile);
  if (claims === null) throw new Error("OIDC profile without a subject");
  const session = await currentSession();
  const signedIn = session?.stage === "full" ? { ...session.person, links: await askedLink(session) } : null;
  return { person: await identifyByOidc(await anonymousContext(), claims, signedIn), claims };
}

/**
 * next-auth lives behind this folder: nothing else in the house names it. It only speaks to the OpenID Connect provider, and carries
 * our session's secret in its cookie; there is no credentials provider: passwords come through a form of ours.
 */
export function nextAuthOptions(): NextAuthOptions {
  const provider = oidcProvider();
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_MAX_MS / 1000 },
    pages: { signIn: "/connexion", error: "/connexion" },
    providers: provider === null ? [] : [provider],
    callbacks: {
      async signIn({ profile }) {
        try {
          await identify(profile);
          return true;
        } catch (error) {
          if (!(error instanceof ServiceError)) throw error;
          await writeFlash(error.message);
          return "/connexion";
        }
      },
      async jwt({ token, account, profile }) {
        if (!account) return token;
        const ctx = await anonymousContext();
        const { person, claims } = await identify(profile);
        await keepAskedLink("");
        await endPrevious(ctx);
        const { secret } = await beginSignIn(ctx, person.id, claims, { browser: ctx.browser, how: "oidc-sign-in" });
        await keepIdToken(account.id_token);
        return { sid: secret };
      },
      session: ({ session }) => session,
    },
    logger: {
      // Its errors quote tokens, e-mails and SQL: only their code is written.
      error: (code) => logger.error({ code }, "connexion par fournisseur"),
      warn: () => {},
      debug: () => {},
    },
  };
}
