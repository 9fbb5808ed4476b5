import { describe, expect, it } from "vitest";
import { formatSiret } from "@/lib/domain/format-siret";

describe("un SIRET à l'écran", () => {
  it("se lit par groupes de 3, 3, 3 et 5 chiffres, qu'aucune ligne ne coupe", () => {
    expect(formatSiret("77764444100018")).toBe("777\u00a0644\u00a0441\u00a000018");
  });

  it("reste tel qu'il est quand il n'a pas 14 chiffres, pour que la faute se voie", () => {
    for (const text of ["7776444410001", "777644441000188", "777 644 441 00018", "Les Celliers de l'Oust", ""])
      expect(formatSiret(text)).toBe(text);
  });
});
