import { cookies } from "next/headers";
import { encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/lib/env";
import { SESSION_MAX_MS } from "@/lib/services/users/sessions";
import { cookieAttributes, isOverTls } from "./cookie-attributes";
import { decodeSession } from "./decode-session";

const MAX_AGE_S = SESSION_MAX_MS / 1000;
const YEAR_S = 365 * 24 * 3600;
const BROWSER_COOKIE = "passerelle-navigateur";

/** What next-auth's cookie carries: the secret of a session, which the database knows by its hash. Alone it opens nothing. */
const sessionToken = z.object({ sid: z.string().min(20).max(100) });

const cookieName = () => `${isOverTls() ? "__Secure-" : ""}next-auth.session-token`;

/** The secret of this browser's session, null when there is none that we wrote. */
export async function readSessionSecret(): Promise<string | null> {
  const token = (await cookies()).get(cookieName())?.value;
  if (token === undefined) return null;
  try {
    const decoded = await decodeSession({ token, secret: env().NEXTAUTH_SECRET });
    return sessionToken.safeParse(decoded).data?.sid ?? null;
  } catch {
    // Not ours, or too old: nobody is signed in.
    return null;
  }
}

/** Signs this browser in: the cookie that next-auth reads. A plain form does it, without JavaScript. */
export async function writeSessionSecret(sid: string): Promise<void> {
  const token = await encode({ token: { sid }, secret: env().NEXTAUTH_SECRET, maxAge: MAX_AGE_S });
  (await cookies()).set(cookieName(), token, cookieAttributes(MAX_AGE_S));
}

/** Forgets the session of this browser. */
export async function forgetSessionSecret(): Promise<void> {
  (await cookies()).set(cookieName(), "", cookieAttributes(0));
}

/** The marks of those who signed in from this browser (lib/security/known-browser.ts). */
export async function readBrowserMarks(): Promise<string> {
  return (await cookies()).get(BROWSER_COOKIE)?.value ?? "";
}

export async function writeBrowserMarks(marks: string): Promise<void> {
  (await cookies()).set(BROWSER_COOKIE, marks, cookieAttributes(YEAR_S));
}
