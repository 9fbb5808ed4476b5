import { describe, expect, it } from "vitest";
import {
  beginsLikeOther,
  isOneFigureApart,
  isOneSlipApart,
  isSameLastName,
  readName,
} from "@/lib/domain/rapprochement/person-name";

describe("Un nom, d'une liste à l'autre", () => {
  it("fait d'une particule seule garde ses mots", () => {
    expect(readName("De La").words).toEqual(["de", "la"]);
    expect(readName("de la Tour").shortened).toEqual(["delatour", "latour", "tour"]);
    expect(readName(" - ").words).toEqual([]);
  });

  it.each([
    ["Mathieu", "Matthieu", true],
    ["Mathieu", "Mathieux", true],
    ["Martin", "Matrin", true],
    ["Martin", "Mratni", false],
    ["Martin", "Martin", false],
    ["Léa", "Lia", false],
    ["Marc", "Marco", false],
    ["Anaïs", "Anais", true],
    ["Dupontel", "Dupont", false],
  ])("%s et %s sont à une faute de frappe : %s", (a, b, apart) => {
    expect(isOneSlipApart(a.toLowerCase(), b.toLowerCase())).toBe(apart);
  });

  it.each([
    ["Lucas", "Lucas Jean Marie", true],
    ["Lucas Jean", "Lucas", true],
    ["Marie", "Anne-Marie", false],
    ["", "Anne", false],
  ])("le prénom %s commence comme %s : %s", (a, b, same) => {
    expect(beginsLikeOther(readName(a), readName(b))).toBe(same);
  });

  it("un nom vide n'est le même que celui de personne d'autre", () => {
    expect(isSameLastName(readName(""), readName("Martin"))).toBe(false);
  });

  it.each([
    ["2004-02-29", "2004-02-19", true],
    ["2004-02-03", "2004-03-02", true],
    ["2004-02-03", "2005-03-02", false],
    ["2004-02-29", "2004-02-29", false],
    ["2004-02-29", "2004", false],
  ])("la naissance du %s est à un chiffre près celle du %s : %s", (a, b, apart) => {
    expect(isOneFigureApart(a, b)).toBe(apart);
  });
});
