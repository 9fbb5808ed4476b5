import { describe, expect, it } from "vitest";
import { hacherMotDePasse, motDePasseJuste } from "@/lib/securite/mot-de-passe";

describe("Le mot de passe", () => {
  it("est gardé en Argon2id et reconnu", async () => {
    const hache = await hacherMotDePasse("correct cheval pile agrafe");
    expect(hache).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await motDePasseJuste("correct cheval pile agrafe", hache)).toBe(true);
    expect(await motDePasseJuste("Correct cheval pile agrafe", hache)).toBe(false);
  });

  it("n'est jamais juste pour une personne inconnue", async () => {
    expect(await motDePasseJuste("n'importe quoi", null)).toBe(false);
  });
});
