import { describe, expect, it } from "vitest";
import { transmissionPageLink } from "@/lib/tba/transmission-page-link";

describe("La page du TBA sur les transmissions d'un jour", () => {
  it("porte le jour UTC, même quand la nuit de Paris en compte déjà un de plus", () => {
    expect(
      transmissionPageLink("https://cfas.apprentissage.beta.gouv.fr/", new Date("2026-07-01T00:30:00+02:00")),
    ).toBe("https://cfas.apprentissage.beta.gouv.fr/transmissions/2026-06-30");
  });
});
