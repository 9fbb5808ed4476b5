import { describe, expect, it } from "vitest";
import { groupReasons } from "@/components/imports/group-reasons";

describe("Les lignes écartées", () => {
  it("d'une même raison font un groupe, qui dit lesquelles", () => {
    const same = Array.from({ length: 1492 }, (_, n) => ({ row: n + 2, reason: "le nom manque" }));
    const groups = groupReasons([{ row: 2000, reason: "l'identifiant manque" }, ...same]);
    expect(groups.map(({ reason, count }) => [reason, count])).toEqual([
      ["le nom manque", 1492],
      ["l'identifiant manque", 1],
    ]);
    expect(groups[0]?.rows.replace(/\s/g, " ")).toBe("2 à 1 493");
  });

  it("se disent feuille par feuille, dans l'ordre", () => {
    const reason = "le nom manque";
    const rows = [
      { sheet: "A", row: 9, reason },
      { sheet: "A", row: 4, reason },
      { sheet: "B", row: 3, reason },
      { sheet: "A", row: 5, reason },
    ];
    expect(groupReasons(rows)).toEqual([{ reason, count: 4, rows: "A : 4, 5, 9 ; B : 3" }]);
  });
});
