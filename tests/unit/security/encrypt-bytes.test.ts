import { describe, expect, it } from "vitest";
import { decryptBytes, encryptBytes } from "@/lib/security/encrypt-bytes";
import { DecryptionError } from "@/lib/security/encryption";

const keys = new Map([
  [1, Buffer.alloc(32, 1)],
  [2, Buffer.alloc(32, 2)],
]);
const clear = Buffer.from("nom;prénom\nMartin;Léa\n");

describe("Un fichier chiffré", () => {
  it("se relit, sous la clé la plus récente, et n'est jamais deux fois le même", () => {
    const [one, two] = [encryptBytes(clear, "a", keys), encryptBytes(clear, "a", keys)];
    expect(one.keyVersion).toBe(2);
    expect(one.ciphertext.equals(two.ciphertext)).toBe(false);
    expect(one.ciphertext.includes("Martin")).toBe(false);
    expect(decryptBytes(one, "a", keys)).toEqual(clear);
  });

  it("ne s'ouvre ni ailleurs, ni abîmé, ni sans sa clé", () => {
    const sealed = encryptBytes(clear, "a", keys);
    const damaged = Buffer.from(sealed.ciphertext);
    damaged.writeUInt8(damaged.readUInt8(30) ^ 1, 30);
    for (const open of [
      () => decryptBytes(sealed, "b", keys),
      () => decryptBytes({ ...sealed, ciphertext: damaged }, "a", keys),
      () => decryptBytes(sealed, "a", new Map([[1, Buffer.alloc(32, 1)]])),
      () => decryptBytes({ keyVersion: 2, ciphertext: Buffer.alloc(4) }, "a", keys),
    ]) {
      expect(open).toThrow(DecryptionError);
    }
  });
});
