import { describe, expect, it } from "vitest";
import { passwordFault } from "@/lib/domain/password-rules";
import { commonPasswords } from "@/lib/security/common-passwords";

const OWNER = { email: "claire.fontaine@cfa-rivieres.fr", name: "Claire Fontaine" };

describe("Le mot de passe choisi", () => {
  it.each([
    ["court", "douze à peu", /au moins 12/],
    ["des plus courants", "passwordpassword", /plus courants/],
    ["courant, allongé de chiffres", "motdepasse20262026", /plus courants/],
    ["courant, en capitales", "Azertyuiop1234", /plus courants/],
    ["courant, dit deux fois", "bonjourbonjour", /plus courants/],
    ["d'un seul caractère", "aaaaaaaaaaaaaaa", /mêmes caractères/],
    ["avec le nom", "vive fontaine 1234", /votre nom/],
    ["avec le nom, accents et capitales", "Vive FONTÂINE 1234", /votre nom/],
    ["avec l'adresse", "le mot claire.fontaine", /votre nom/],
    ["trop long", "a1b2c3d4".repeat(30), /au plus 200/],
  ])("est refusé : %s", async (_, password, sentence) => {
    expect(passwordFault(password, OWNER, await commonPasswords())).toMatch(sentence);
  });

  it.each(["cheval agrafe batterie juste", "Tr0is-p'tits-ours!", "éèàùçœ ßłøđ æå"])(
    "est pris : %s",
    async (password) => {
      expect(passwordFault(password, OWNER, await commonPasswords())).toBeNull();
    },
  );
});
