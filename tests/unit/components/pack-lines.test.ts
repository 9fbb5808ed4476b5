import { describe, expect, it } from "vitest";
import { packLines } from "@/components/rapport/pack-lines";
import { unpackLines } from "@/components/rapport/packed-lines";
import { rapportLines } from "@/components/rapport/rapport-line";
import { rapportRow as row } from "@/tests/factories/rapport-row";

const TODAY = "2026-11-26";

const soon = { nextChange: { day: "2026-12-10", statut: "ABANDON" } } as const;

describe("les lignes du rapport qui partent au navigateur", () => {
  it("en reviennent telles quelles, ce qui est vide compris", () => {
    const anomalie = {
      code: "X",
      severity: "risque",
      champs: [],
      sentence: "À vérifier.",
      actor: "secretariat",
    } as const;
    const rows = [
      row(1),
      row(2, { apprenant: `"¤\n</script>`, formation: "", debut: null, fin: null, statut: null }),
      row(3, { ...soon, since: "2025-09-01", marks: { accepted: true, seen: false }, etat: "transmis" }),
      row(4, { anomalies: [{ ...anomalie, champs: [] }], tbaMessages: ["Non."], etat: "refuse" }),
    ];
    expect(unpackLines(packLines(rows, TODAY))).toEqual(rapportLines(rows, TODAY));
  });

  it("ne sont mises en texte qu'une fois, mais le sont de nouveau un autre jour, et pour d'autres lignes", () => {
    const rows = [row(1, soon)];
    const packed = packLines(rows, TODAY);
    expect(packed).toContain("passe en Abandon le 10/12/2026");
    const later = packLines(rows, "2026-12-20");
    expect(later).not.toContain("passe en");
    expect(packLines(rows, TODAY)).toBe(packed);
    expect(packLines([row(1, { ...soon, apprenant: "DURAND Zoé" })], TODAY)).toContain("DURAND Zoé");
  });
});
