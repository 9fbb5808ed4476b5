import { env } from "@/lib/env";

/** next-auth's own pages of errors: closed here, and in English. */
const OWN_PAGES = /^\/api\/auth\/(error|signin)$/;

/** A sign-in that the provider or next-auth refused leads to our sign-in page, which says so in French. */
export function leadToSignIn(response: Response): Response {
  const location = response.headers.get("location");
  const site = env().NEXTAUTH_URL;
  if (location === null || !OWN_PAGES.test(new URL(location, site).pathname)) return response;
  const headers = new Headers(response.headers);
  headers.set("location", `${site}/connexion?error=refus`);
  return new Response(null, { status: 303, headers });
}
