import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { chiffrer, dechiffrer } from "@/lib/securite/chiffrement";

const premiere = new Map([[1, randomBytes(32)]]);
const deux = new Map([...premiere, [2, randomBytes(32)]]);

describe("Le chiffrement de la clé du TBA", () => {
  it("rend le secret, et jamais deux fois le même texte", () => {
    const [a, b] = [chiffrer("ma-cle", "etab-1", premiere), chiffrer("ma-cle", "etab-1", premiere)];
    expect(a).not.toBe(b);
    expect(a).not.toContain("ma-cle");
    expect(dechiffrer(a, "etab-1", premiere)).toBe("ma-cle");
  });

  it("suit les versions : la nouvelle chiffre, l'ancienne se lit encore", () => {
    const ancien = chiffrer("ma-cle", "etab-1", premiere);
    expect(dechiffrer(ancien, "etab-1", deux)).toBe("ma-cle");
    const nouveau = chiffrer("ma-cle", "etab-1", deux);
    expect(nouveau).toMatch(/^v2\./);
    expect(() => dechiffrer(nouveau, "etab-1", premiere)).toThrow("n'est plus configurée");
  });

  it("refuse un secret changé de ligne ou abîmé", () => {
    const chiffre = chiffrer("ma-cle", "etab-1", premiere);
    expect(() => dechiffrer(chiffre, "etab-2", premiere)).toThrow("ne se déchiffre pas");
    expect(() => dechiffrer(`${chiffre.slice(0, -2)}AA`, "etab-1", premiere)).toThrow("ne se déchiffre pas");
  });
});
