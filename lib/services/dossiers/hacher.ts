import crypto from "node:crypto";

/** One call where Node has it (20.12, 21.7): five times faster than a Hash object on texts of a dossier's size. */
const enUneFois = typeof crypto.hash === "function";

/** SHA-256 of a text. */
export function hacher(texte: string, forme: "hex" | "base64url"): string {
  return enUneFois ? crypto.hash("sha256", texte, forme) : crypto.createHash("sha256").update(texte).digest(forme);
}
