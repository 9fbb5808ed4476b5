import { describe, expect, it } from "vitest";
import { withFrenchSpaces } from "@/scripts/checks/french-spaces.mjs";

const shown = (text: string) => withFrenchSpaces(text).replaceAll("\u00a0", "~");

describe("Les espaces du français", () => {
  it.each([
    ["Qui peut agir : le secrétariat ; pourquoi ?", "Qui peut agir~: le secrétariat~; pourquoi~?"],
    ["Le champ « Nom » est vide !", "Le champ «~Nom~» est vide~!"],
    ["il y reste «Abandon».", "il y reste «~Abandon~»."],
    ["/« SIRET » manque/", "/«~SIRET~» manque/"],
  ])("ne se coupent pas : %s", (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each(['{"nom" : 1}', "https://exemple.fr/?a=1", "12:30", "«¬º»", "nom;prénom"])(
    "laissent ce qui n'est pas une phrase : %s",
    (text) => {
      expect(withFrenchSpaces(text)).toBe(text);
    },
  );
});
