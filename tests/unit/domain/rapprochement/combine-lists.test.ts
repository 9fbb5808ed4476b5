import { describe, expect, it } from "vitest";
import { combineLists, dayOfStatut, listFor, schoolYearsOn } from "@/lib/domain/rapprochement/combine-lists";
import type { TbaLine } from "@/lib/domain/rapprochement/tba-list.types";

const line = (row: number, statut: TbaLine["statut"]): TbaLine => ({
  row,
  uai: "0352660B",
  siret: "77764444100018",
  lastName: "MARTIN",
  firstName: "Léa",
  birth: "2004-02-29",
  statut,
  cfd: "",
  rncp: "RNCP38243",
  formation: "BTSA",
});

describe("Les listes du TBA, déposées ensemble", () => {
  it("montrent une personne une fois, comme la plus récente la montre", () => {
    const combined = combineLists([
      { type: "apprenant", day: "2026-11-20", lines: [line(2, "INSCRIT")] },
      { type: "apprenti", day: "2026-11-26", lines: [line(5, "APPRENTI")] },
    ]);
    expect(combined.map(({ row, statut, day }) => [row, statut, day])).toEqual([[5, "APPRENTI", "2026-11-26"]]);
  });

  it("montrent deux fois celle qu'une liste nomme deux fois", () => {
    const twice = [line(2, "APPRENTI"), line(3, "APPRENTI")];
    expect(
      combineLists([
        { type: "apprenant", day: "2026-11-26", lines: twice },
        { type: "apprenti", day: "2026-11-20", lines: [line(9, "APPRENTI")] },
      ]).map(({ row }) => row),
    ).toEqual([2, 3]);
  });

  it("disent de quel jour on connaît un statut, et quelle liste demander sinon", () => {
    const lists = [
      { type: "apprenti", day: "2026-11-20", lines: [] },
      { type: "apprenant", day: "2026-11-26", lines: [] },
    ] as const;
    expect(dayOfStatut(lists, "APPRENTI")).toBe("2026-11-26");
    expect(dayOfStatut(lists, "ABANDON")).toBeNull();
    expect([listFor("ABANDON"), listFor("RUPTURANT")]).toEqual(["abandon", "apprenant"]);
  });

  it("comptent l'année civile et, du 1er août, la nouvelle année scolaire", () => {
    expect(schoolYearsOn("2026-07-31")).toEqual(["2026-2026", "2025-2026"]);
    expect(schoolYearsOn("2026-08-01")).toEqual(["2026-2026", "2026-2027"]);
  });
});
