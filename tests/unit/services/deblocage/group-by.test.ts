import { describe, expect, it } from "vitest";
import { possibleGroupings } from "@/lib/services/deblocage/group-by";

const MEMBER = {
  id: "a",
  numero: 1,
  idErpApprenant: "A1",
  apprenant: "MARTIN Zoé",
  formation: "BTS",
  employeur: "",
  site: "",
};

describe("Les façons de remplir une cause", () => {
  it("vident un champ facultatif, jamais le statut : qui n'en a pas est pris pour un apprenti, et transmis", () => {
    const members = [{ ...MEMBER, values: ["Stagiaire libre"] }];
    expect(possibleGroupings("ine_apprenant", members, 0)).toContain("vider");
    expect(possibleGroupings("statut", members, 0)).not.toContain("vider");
  });
});
