import { createHmac } from "node:crypto";

/** HMAC-SHA256 of a text, base64url: says nothing of a text that is easy to guess to whoever has not the key. */
export function keyedHash(text: string, key: Buffer): string {
  return createHmac("sha256", key).update(text).digest("base64url");
}
