import { env } from "@/lib/env";

/** Whether browsers reach the site over TLS: its cookies then never leave in the clear. */
export const isOverTls = () => env().NEXTAUTH_URL.startsWith("https://");

/** What each of our cookies is: read by no script, sent by no other site's form, for `maxAge` seconds (0: taken back), to the pages under `path`. */
export const cookieAttributes = (maxAge: number, path = "/") =>
  ({ httpOnly: true, sameSite: "lax", secure: isOverTls(), path, maxAge }) as const;
