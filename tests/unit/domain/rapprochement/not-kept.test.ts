import { describe, expect, it } from "vitest";
import { describeNotKept, notKeptQuery, parseNotKept } from "@/lib/domain/rapprochement/not-kept";

const paramsOf = (query: string) => Object.fromEntries(new URLSearchParams(query));

describe("Ce qui n'est pas comparé d'une liste du TBA", () => {
  it.each([
    [{ nameless: 0, erased: 0 }, ""],
    [{ nameless: 1, erased: 0 }, "1 ligne sans nom ou sans prénom n'est pas comparée."],
    [{ nameless: 0, erased: 1 }, "1 ligne de personnes dont les données ont été effacées n'est pas comparée."],
    [
      { nameless: 3, erased: 2 },
      "3 lignes sans nom ou sans prénom et 2 lignes de personnes dont les données ont été effacées ne sont pas comparées.",
    ],
  ])("se dit en une phrase, et passe par l'adresse : %j", (notKept, sentence) => {
    expect(describeNotKept(notKept).replaceAll("\u00A0", " ")).toBe(sentence);
    expect(parseNotKept(paramsOf(notKeptQuery(notKept)))).toEqual(notKept);
  });

  it("ne se lit pas d'une adresse écrite n'importe comment", () => {
    for (const query of ["sans-nom=-1&effacees=abc", "sans-nom=1e9&effacees=99999999"])
      expect(parseNotKept(paramsOf(query))).toEqual({ nameless: 0, erased: 0 });
    expect(parseNotKept({ "sans-nom": ["1", "2"] })).toEqual({ nameless: 0, erased: 0 });
  });
});
