import { createHmac, hkdfSync } from "node:crypto";
import { env } from "@/lib/env";
import { equalSecrets } from "./compare-secrets";

function sign(sessionId: string): string {
  const key = Buffer.from(hkdfSync("sha256", env().NEXTAUTH_SECRET, "", "passerelle-tba provider-link", 32));
  return createHmac("sha256", key).update(sessionId).digest("base64url");
}

/** What the link of «Mon compte» that joins an account to a provider holds: another site's cannot, and it is of this session alone. */
export const providerLinkOf = (sessionId: string): string => sign(sessionId);

/** True when `text` is what the page showed to this session. */
export const isProviderLinkOf = (sessionId: string, text: string): boolean => equalSecrets(text, sign(sessionId));
