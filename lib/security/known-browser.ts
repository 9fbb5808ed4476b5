import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/env";
import { equalSecrets } from "./compare-secrets";

/** People who share a computer: the last ones are enough. */
const MAX_MARKS = 5;

function sign(nonce: string, email: string): string {
  const key = Buffer.from(hkdfSync("sha256", env().NEXTAUTH_SECRET, "", "passerelle-tba known-browser", 32));
  return createHmac("sha256", key).update(`${nonce}:${email.trim().toLowerCase()}`).digest("base64url");
}

const marksOf = (cookie: string) => cookie.slice(0, 1000).split("~").filter(Boolean).slice(0, MAX_MARKS);

/** The cookie of a browser from which this e-mail has just signed in, the marks of others kept. Says nothing of who they are. */
export function rememberBrowser(cookie: string, email: string): string {
  if (knownBrowser(cookie, email) !== null) return cookie;
  const nonce = randomBytes(12).toString("base64url");
  return [`${nonce}.${sign(nonce, email)}`, ...marksOf(cookie)].slice(0, MAX_MARKS).join("~");
}

/** The mark that an earlier sign-in of this e-mail left in the browser, null when there is none. */
export function knownBrowser(cookie: string, email: string): string | null {
  for (const mark of marksOf(cookie)) {
    const [nonce = "", signature = ""] = mark.split(".");
    if (nonce !== "" && equalSecrets(signature, sign(nonce, email))) return nonce;
  }
  return null;
}
