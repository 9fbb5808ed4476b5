import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** A secret that cannot be read back: its key version is gone, or it was tampered with. */
export class ErreurDechiffrement extends Error {}

/**
 * Encrypts a secret with AES-256-GCM under the newest key: «v2.iv.tag.text», base64url.
 * `lien` (the row's identifier) is authenticated with it: a ciphertext moved to another row does not open.
 */
export function chiffrer(secret: string, lien: string, cles: ReadonlyMap<number, Buffer>): string {
  const version = Math.max(...cles.keys());
  const cle = cles.get(version);
  if (cle === undefined) throw new ErreurDechiffrement("Aucune clé de chiffrement.");
  const iv = randomBytes(12);
  const chiffreur = createCipheriv("aes-256-gcm", cle, iv).setAAD(Buffer.from(lien));
  const texte = Buffer.concat([chiffreur.update(secret, "utf8"), chiffreur.final()]);
  return [`v${version}`, ...[iv, chiffreur.getAuthTag(), texte].map((b) => b.toString("base64url"))].join(".");
}

/** The secret of `chiffrer`. Throws ErreurDechiffrement, without a word of the secret. */
export function dechiffrer(chiffre: string, lien: string, cles: ReadonlyMap<number, Buffer>): string {
  const [version = "", iv = "", tag = "", texte = ""] = chiffre.split(".");
  const cle = cles.get(Number(version.slice(1)));
  if (cle === undefined) throw new ErreurDechiffrement(`La clé de chiffrement ${version} n'est plus configurée.`);
  try {
    const dechiffreur = createDecipheriv("aes-256-gcm", cle, Buffer.from(iv, "base64url"), { authTagLength: 16 })
      .setAAD(Buffer.from(lien))
      .setAuthTag(Buffer.from(tag, "base64url"));
    return Buffer.concat([dechiffreur.update(Buffer.from(texte, "base64url")), dechiffreur.final()]).toString("utf8");
  } catch {
    throw new ErreurDechiffrement("Le secret enregistré ne se déchiffre pas.");
  }
}
