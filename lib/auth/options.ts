import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { db } from "@/db/client";
import { env } from "@/lib/env";
import { ErreurMetier } from "@/lib/errors";
import { trouverParEmail } from "@/lib/services/utilisateurs/lire-utilisateur";
import { verifierIdentifiants } from "@/lib/services/utilisateurs/verifier-identifiants";

export const DUREE_SESSION_S = 12 * 60 * 60;

type ProfilOidc = { sub: string; email?: string; email_verified?: boolean; name?: string };

function fournisseurs(): NextAuthOptions["providers"] {
  const { OIDC_EMETTEUR, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NOM } = env();
  const motDePasse = CredentialsProvider({
    credentials: { email: {}, motDePasse: {} },
    async authorize(saisie) {
      try {
        return await verifierIdentifiants(
          { db: await db(), acteur: { genre: "anonyme" }, maintenant: new Date() },
          { email: saisie?.email ?? "", motDePasse: saisie?.motDePasse ?? "" },
        );
      } catch (erreur) {
        if (erreur instanceof ErreurMetier) return null;
        throw erreur;
      }
    },
  });
  if (!OIDC_EMETTEUR || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return [motDePasse];
  return [
    motDePasse,
    {
      id: "oidc",
      name: OIDC_NOM,
      type: "oauth",
      wellKnown: `${OIDC_EMETTEUR}/.well-known/openid-configuration`,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      authorization: { params: { scope: "openid email profile" } },
      idToken: true,
      checks: ["pkce", "state", "nonce"],
      profile: (profil: ProfilOidc) => ({ id: profil.sub, email: profil.email ?? null, name: profil.name ?? null }),
    },
  ];
}

/** next-auth lives behind this folder: nothing else in the house names it. */
export function optionsNextAuth(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: DUREE_SESSION_S },
    pages: { signIn: "/connexion", error: "/connexion" },
    providers: fournisseurs(),
    callbacks: {
      /** A provider signs in only people who have an account here, and only with an e-mail that it verified. */
      async signIn({ account, profile, user }) {
        if (account?.type === "credentials") return true;
        const verifie = (profile as ProfilOidc | undefined)?.email_verified === true;
        return verifie && user.email != null && (await trouverParEmail({ db: await db() }, user.email)) !== null;
      },
      async jwt({ token, account, user }) {
        if (!account || account.type === "credentials") return token;
        const personne = user.email ? await trouverParEmail({ db: await db() }, user.email) : null;
        return personne === null ? token : { ...token, sub: personne.id };
      },
      session: ({ session, token }) => ({ ...session, idUtilisateur: token.sub }),
    },
  };
}
