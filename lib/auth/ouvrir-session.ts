import { cookies } from "next/headers";
import { encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import type { Identite } from "@/lib/services/utilisateurs/verifier-identifiants";
import { DUREE_SESSION_S } from "./options";

const securise = () => env().NEXTAUTH_URL.startsWith("https://");
const nomDuCookie = () => `${securise() ? "__Secure-" : ""}next-auth.session-token`;

/** Sets the session cookie that next-auth reads: signing in is a plain form, which works without JavaScript. */
export async function ouvrirSession({ id }: Identite): Promise<void> {
  const jeton = await encode({ token: { sub: id }, secret: env().NEXTAUTH_SECRET, maxAge: DUREE_SESSION_S });
  (await cookies()).set(nomDuCookie(), jeton, {
    httpOnly: true,
    sameSite: "lax",
    secure: securise(),
    path: "/",
    maxAge: DUREE_SESSION_S,
  });
}

/** Forgets the session of this browser. */
export async function fermerSession(): Promise<void> {
  (await cookies()).set(nomDuCookie(), "", {
    httpOnly: true,
    sameSite: "lax",
    secure: securise(),
    path: "/",
    maxAge: 0,
  });
}
