import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "@/lib/security/password";

describe("Le mot de passe", () => {
  it("est gardé en Argon2id et reconnu", async () => {
    const hash = await hashPassword("correct cheval pile agrafe");
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword("correct cheval pile agrafe", hash)).toBe(true);
    expect(await verifyPassword("Correct cheval pile agrafe", hash)).toBe(false);
  });

  it("n'est jamais juste pour une personne inconnue", async () => {
    expect(await verifyPassword("n'importe quoi", null)).toBe(false);
  });
});
