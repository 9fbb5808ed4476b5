import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { decrypt, encrypt } from "@/lib/security/encryption";

const first = new Map([[1, randomBytes(32)]]);
const two = new Map([...first, [2, randomBytes(32)]]);

describe("Le chiffrement de la clé du TBA", () => {
  it("rend le secret, et jamais deux fois le même texte", () => {
    const [a, b] = [encrypt("ma-cle", "etab-1", first), encrypt("ma-cle", "etab-1", first)];
    expect(a).not.toBe(b);
    expect(a).not.toContain("ma-cle");
    expect(decrypt(a, "etab-1", first)).toBe("ma-cle");
  });

  it("suit les versions : la nouvelle chiffre, l'ancienne se lit encore", () => {
    const former = encrypt("ma-cle", "etab-1", first);
    expect(decrypt(former, "etab-1", two)).toBe("ma-cle");
    const fresh = encrypt("ma-cle", "etab-1", two);
    expect(fresh).toMatch(/^v2\./);
    expect(() => decrypt(fresh, "etab-1", first)).toThrow("n'est plus configurée");
  });

  it("refuse un secret changé de ligne ou abîmé", () => {
    const digit = encrypt("ma-cle", "etab-1", first);
    expect(() => decrypt(digit, "etab-2", first)).toThrow("ne se déchiffre pas");
    expect(() => decrypt(`${digit.slice(0, -2)}AA`, "etab-1", first)).toThrow("ne se déchiffre pas");
  });
});
