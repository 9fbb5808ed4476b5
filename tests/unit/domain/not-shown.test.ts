import { expect, it } from "vitest";
import { reserveOf } from "@/lib/domain/not-shown";

it("Un dossier transmis que le TBA n'affichera pas le dit, avec sa raison", () => {
  expect(reserveOf("transmis", [{ code: "COUPLE_INCONNU" }])).toBe("couple inconnu du TBA : ne s'affichera pas");
  expect(reserveOf("transmis", [{ code: "ORGANISME_FERME" }])).toContain("organisme fermé");
});

it("Un autre dossier, ou une autre anomalie, n'a pas de réserve", () => {
  expect(reserveOf("invalide", [{ code: "COUPLE_INCONNU" }])).toBeNull();
  expect(reserveOf("transmis", [{ code: "SIRET_CLE" }])).toBeNull();
});
