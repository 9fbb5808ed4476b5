import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { DecryptionError } from "./encryption";

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Bytes encrypted, and under which version of our keys. */
export type SealedBytes = { keyVersion: number; ciphertext: Buffer };

/**
 * Encrypts bytes with AES-256-GCM under the newest key: iv, tag, text. `link` (whose they are) is authenticated with them: a
 * ciphertext moved elsewhere does not open.
 */
export function encryptBytes(bytes: Uint8Array, link: string, keys: ReadonlyMap<number, Buffer>): SealedBytes {
  const keyVersion = Math.max(...keys.keys());
  const key = keys.get(keyVersion);
  if (key === undefined) throw new DecryptionError("Aucune clé de chiffrement.");
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(link));
  const text = [cipher.update(bytes), cipher.final()];
  return { keyVersion, ciphertext: Buffer.concat([iv, cipher.getAuthTag(), ...text]) };
}

/** The bytes of `encryptBytes`. Throws DecryptionError. */
export function decryptBytes(
  { keyVersion, ciphertext }: SealedBytes,
  link: string,
  keys: ReadonlyMap<number, Buffer>,
): Buffer {
  const key = keys.get(keyVersion);
  if (key === undefined) throw new DecryptionError(`La clé de chiffrement v${keyVersion} n'est plus configurée.`);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, ciphertext.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(link))
      .setAuthTag(ciphertext.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(ciphertext.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    throw new DecryptionError("Le fichier enregistré ne se déchiffre pas.");
  }
}
