import { describe, expect, it } from "vitest";
import { isSomebodyElse } from "@/lib/domain/somebody-else";

const ANA = {
  nom_apprenant: "Premier",
  prenom_apprenant: "Ana",
  date_de_naissance_apprenant: "2008-03-06",
  ine_apprenant: "123456789AB",
};
const KARIM = {
  nom_apprenant: "Second",
  prenom_apprenant: "Karim",
  date_de_naissance_apprenant: "2006-11-11",
  ine_apprenant: "987654321CD",
};

describe("Un identifiant qui nomme une autre personne", () => {
  it("se voit quand le nom, la naissance et l'INE ont tous changé", () => {
    expect(isSomebodyElse(ANA, KARIM)).toBe(true);
  });

  it.each([
    ["le nom reste", { ...KARIM, nom_apprenant: "PREMIER", prenom_apprenant: "ana" }],
    ["la naissance reste", { ...KARIM, date_de_naissance_apprenant: "2008-03-06" }],
    ["l'INE reste, à ses espaces près", { ...KARIM, ine_apprenant: "123 456 789 ab" }],
    ["la naissance n'est pas dite", { nom_apprenant: "Second", prenom_apprenant: "Karim" }],
  ])("n'est pas supposé quand %s", (_what, other) => {
    expect(isSomebodyElse(ANA, other)).toBe(false);
  });

  it("se voit aussi sans INE : rien ne dit que c'est la même", () => {
    const { ine_apprenant: _, ...withoutIne } = KARIM;
    expect(isSomebodyElse(ANA, withoutIne)).toBe(true);
  });
});
