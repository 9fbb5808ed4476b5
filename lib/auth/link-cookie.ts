import { cookies } from "next/headers";
import { env } from "@/lib/env";
import type { LinkKind } from "@/lib/security/link-token";

const nameOf = (kind: LinkKind) => `passerelle-lien-${kind}`;
const MAX_AGE_S = 30 * 60;

const attributes = (maxAge: number) =>
  ({
    httpOnly: true,
    sameSite: "lax",
    secure: env().NEXTAUTH_URL.startsWith("https://"),
    path: "/connexion",
    maxAge,
  }) as const;

/** Keeps the token of a link in this browser: it leaves the address at once, and so histories and screenshots. */
export async function keepLinkToken(kind: LinkKind, token: string): Promise<void> {
  (await cookies()).set(nameOf(kind), token, attributes(MAX_AGE_S));
}

/** The token that this browser opened, «» when there is none. */
export async function readLinkToken(kind: LinkKind): Promise<string> {
  return (await cookies()).get(nameOf(kind))?.value ?? "";
}

export async function forgetLinkToken(kind: LinkKind): Promise<void> {
  (await cookies()).set(nameOf(kind), "", attributes(0));
}
