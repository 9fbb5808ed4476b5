import { createHash, timingSafeEqual } from "node:crypto";

const condensat = (texte: string) => createHash("sha256").update(texte).digest();

/** True when two secrets are the same, in a time that does not tell how much of them is. */
export function secretsEgaux(a: string, b: string): boolean {
  return timingSafeEqual(condensat(a), condensat(b));
}
