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
    const old = { type: "apprenant", day: "2026-11-20", lines: [line(2, "INSCRIT")] } as const;
    const newer = { type: "apprenti", day: "2026-11-26", lines: [line(5, "APPRENTI")] } as const;
    for (const lists of [
      [old, newer],
      [newer, old],
    ]) {
      const shown = combineLists(lists).map(({ row, statut, day }) => [row, statut, day]);
      expect(shown).toEqual([[5, "APPRENTI", "2026-11-26"]]);
    }
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

  it("ne montrent plus celle qu'une liste plus récente de son statut ne nomme pas", () => {
    const shown = (...lists: Parameters<typeof combineLists>[0]) =>
      combineLists(lists).map(({ day, rncp }) => [day, rncp]);
    const old = { type: "apprenti", day: "2026-10-01", lines: [line(2, "APPRENTI")] } as const;
    const kept = [["2026-10-01", "RNCP38243"]];
    expect(shown(old, { type: "apprenant", day: "2026-11-26", lines: [] })).toEqual([]);
    // Nobody's status is said by these: one of another status, one of the same day.
    expect(shown(old, { type: "abandon", day: "2026-11-26", lines: [] })).toEqual(kept);
    expect(shown(old, { type: "apprenant", day: "2026-10-01", lines: [] })).toEqual(kept);
    // Whose training was changed is there once, as they now are.
    const changed = { ...line(2, "APPRENTI"), rncp: "RNCP40000" };
    expect(shown(old, { type: "apprenant", day: "2026-11-26", lines: [changed] })).toEqual([
      ["2026-11-26", "RNCP40000"],
    ]);
    // Of an unknown status: over once newer lists show all that it may be.
    const unread = { type: "apprenant", day: "2026-10-01", lines: [line(2, null)] } as const;
    expect(shown(unread, { type: "apprenti", day: "2026-11-26", lines: [] })).toEqual(kept);
    expect(shown(unread, { type: "apprenant", day: "2026-11-26", lines: [] })).toEqual([]);
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
