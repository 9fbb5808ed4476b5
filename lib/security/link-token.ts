import { createHmac, hkdfSync } from "node:crypto";
import { env } from "@/lib/env";
import { equalSecrets } from "./compare-secrets";
import { hash } from "./hash";

export type LinkKind = "invitation" | "password-reset";

function signature(kind: LinkKind, id: string): string {
  const key = Buffer.from(hkdfSync("sha256", env().NEXTAUTH_SECRET, "", `passerelle-tba ${kind}`, 32));
  return createHmac("sha256", key).update(id).digest("base64url");
}

/**
 * The token of a link sent by e-mail: the row's id, signed with a secret that the database does not have. It can be made again when
 * the e-mail leaves, so that it lies nowhere; the row keeps its hash.
 */
export function linkToken(kind: LinkKind, id: string): string {
  return `${id}.${signature(kind, id)}`;
}

/** What the row keeps of a token. */
export function linkTokenHash(kind: LinkKind, id: string): string {
  return hash(linkToken(kind, id), "hex");
}

/** The id of the row that a token is for, null when it is none of ours. The row still has to hold its hash. */
export function linkIdOf(kind: LinkKind, token: string): string | null {
  const [id = "", given = "", ...rest] = token.split(".");
  if (!/^[0-9a-f-]{36}$/.test(id) || rest.length > 0) return null;
  return equalSecrets(given, signature(kind, id)) ? id : null;
}
