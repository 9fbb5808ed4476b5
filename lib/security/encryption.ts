import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** A secret that cannot be read back: its key version is gone, or it was tampered with. */
export class DecryptionError extends Error {}

/**
 * Encrypts a secret with AES-256-GCM under the newest key: «v2.iv.tag.text», base64url.
 * `link` (the row's identifier) is authenticated with it: a ciphertext moved to another row does not open.
 */
export function encrypt(secret: string, link: string, keys: ReadonlyMap<number, Buffer>): string {
  const version = Math.max(...keys.keys());
  const key = keys.get(version);
  if (key === undefined) throw new DecryptionError("Aucune clé de chiffrement.");
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(link));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return [`v${version}`, ...[iv, cipher.getAuthTag(), text].map((b) => b.toString("base64url"))].join(".");
}

/** The secret of `encrypt`. Throws DecryptionError, without a word of the secret. */
export function decrypt(ciphertext: string, link: string, keys: ReadonlyMap<number, Buffer>): string {
  const [version = "", iv = "", tag = "", text = ""] = ciphertext.split(".");
  const key = keys.get(Number(version.slice(1)));
  if (key === undefined) throw new DecryptionError(`La clé de chiffrement ${version} n'est plus configurée.`);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(iv, "base64url"), { authTagLength: 16 })
      .setAAD(Buffer.from(link))
      .setAuthTag(Buffer.from(tag, "base64url"));
    return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]).toString("utf8");
  } catch {
    throw new DecryptionError("Le secret enregistré ne se déchiffre pas.");
  }
}
