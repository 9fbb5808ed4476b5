import { cookies } from "next/headers";
import { encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import type { Identity } from "@/lib/services/users/verify-credentials";
import { SESSION_DURATION_S } from "./options";

const isSecure = () => env().NEXTAUTH_URL.startsWith("https://");
const cookieName = () => `${isSecure() ? "__Secure-" : ""}next-auth.session-token`;

/** Sets the session cookie that next-auth reads: signing in is a plain form, which works without JavaScript. */
export async function openSession({ id }: Identity): Promise<void> {
  const token = await encode({ token: { sub: id }, secret: env().NEXTAUTH_SECRET, maxAge: SESSION_DURATION_S });
  (await cookies()).set(cookieName(), token, {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure(),
    path: "/",
    maxAge: SESSION_DURATION_S,
  });
}

/** Forgets the session of this browser. */
export async function closeSession(): Promise<void> {
  (await cookies()).set(cookieName(), "", {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure(),
    path: "/",
    maxAge: 0,
  });
}
