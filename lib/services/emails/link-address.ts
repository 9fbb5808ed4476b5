import { env } from "@/lib/env";
import { type LinkKind, linkToken } from "@/lib/security/link-token";

/** The address of a single-use link, for an e-mail or to copy: opening it takes the token out of the address at once. */
export function linkAddress(kind: LinkKind, id: string): string {
  return `${env().NEXTAUTH_URL}/connexion/lien?${kind === "invitation" ? "invitation" : "mot-de-passe"}=${linkToken(kind, id)}`;
}
