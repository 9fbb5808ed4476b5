import { describe, expect, it } from "vitest";
import { dayParam, paramsOf, positiveParam, textParam, textsParam } from "@/lib/domain/search-params";

describe("Ce que dit l'adresse d'une page", () => {
  it("est le premier de plusieurs, rogné et sans caractère nul ; rien, ou une liste vide, est vide", () => {
    expect(textParam(5).parse(["  mar\u0000tin ", "autre"])).toBe("marti");
    expect(textParam(5).parse([])).toBe("");
    expect(textParam(5).parse(undefined)).toBe("");
  });

  it("est plusieurs valeurs, chacune une fois, aucune vide, pas plus qu'il n'en faut", () => {
    const several = textsParam(5, 3);
    expect(several.parse(["b", " a ", "b", "c"])).toEqual(["b", "a"]);
    expect(several.parse("martin\u0000")).toEqual(["marti"]);
    expect(several.parse(["", " "])).toEqual([]);
    expect(several.parse(undefined)).toEqual([]);
    expect(paramsOf(new URL("http://site/?etat=a&etat=b&page=2"))).toEqual({ etat: ["a", "b"], page: ["2"] });
  });

  it.each([
    ["12", 12],
    ["0", null],
    ["1.5", null],
    ["-1", null],
    ["1000000", null],
  ])("est un numéro de page ou rien : %s", (text, number) => {
    expect(positiveParam.parse(text)).toBe(number);
  });

  it.each([
    ["31/12/2026", "2026-12-31"],
    ["2026-12-31", "2026-12-31"],
    ["32/12/2026", null],
    ["hier", null],
  ])("est un jour ou rien : %s", (text, day) => {
    expect(dayParam.parse(text)).toBe(day);
  });
});
