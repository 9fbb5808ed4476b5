import { createHash } from "node:crypto";

/** What tells that two calls sent the same: the dossiers, in their order, and the text of each, by its fingerprint. SHA-256, in hexadecimal. */
export function callDigest(sent: readonly { id: string; fingerprint: string }[]): string {
  const text = sent.map(({ id, fingerprint }) => `${id} ${fingerprint}`).join("\n");
  return createHash("sha256").update(text).digest("hex");
}
