import crypto from "node:crypto";

/** One call where Node has it (20.12, 21.7): five times faster than a Hash object on texts of a dossier's size. */
const oneCall = typeof crypto.hash === "function";

/** SHA-256 of a text. */
export function hash(text: string, form: "hex" | "base64url"): string {
  return oneCall ? crypto.hash("sha256", text, form) : crypto.createHash("sha256").update(text).digest(form);
}
