import { cookies } from "next/headers";
import type { LinkKind } from "@/lib/security/link-token";
import { cookieAttributes } from "./cookie-attributes";

const nameOf = (kind: LinkKind) => `passerelle-lien-${kind}`;
const MAX_AGE_S = 30 * 60;
const PATH = "/connexion";

/** Keeps the token of a link in this browser: it leaves the address at once, and so histories and screenshots. */
export async function keepLinkToken(kind: LinkKind, token: string): Promise<void> {
  (await cookies()).set(nameOf(kind), token, cookieAttributes(MAX_AGE_S, PATH));
}

/** The token that this browser opened, «» when there is none. */
export async function readLinkToken(kind: LinkKind): Promise<string> {
  return (await cookies()).get(nameOf(kind))?.value ?? "";
}

export async function forgetLinkToken(kind: LinkKind): Promise<void> {
  (await cookies()).set(nameOf(kind), "", cookieAttributes(0, PATH));
}
