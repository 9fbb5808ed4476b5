import { describe, expect, it } from "vitest";
import { formatSiret, formatSirets } from "@/lib/domain/format-siret";

describe("un SIRET à l'écran", () => {
  it("se lit par groupes de 3, 3, 3 et 5 chiffres, qu'aucune ligne ne coupe", () => {
    expect(formatSiret("77764444100018")).toBe("777\u00a0644\u00a0441\u00a000018");
  });

  it("reste tel qu'il est quand il n'a pas 14 chiffres, pour que la faute se voie", () => {
    for (const text of ["7776444410001", "777644441000188", "777 644 441 00018", "Les Celliers de l'Oust", ""])
      expect(formatSiret(text)).toBe(text);
  });

  it("se lit de même dans une phrase, où rien d'autre ne change", () => {
    expect(formatSirets("Couple inconnu (0100010A, 77764444100018) et 77764444100026.")).toBe(
      "Couple inconnu (0100010A, 777\u00a0644\u00a0441\u00a000018) et 777\u00a0644\u00a0441\u00a000026.",
    );
    for (const sentence of ["a 13 chiffres (7776444410001) : il en faut 14", "777644441000188", "X77764444100018"])
      expect(formatSirets(sentence)).toBe(sentence);
  });
});
