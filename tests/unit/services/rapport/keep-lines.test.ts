import { describe, expect, it } from "vitest";
import { parseCodedColumn, parseTextColumn } from "@/lib/services/rapport/lines/held/columns";
import type { HeldLines } from "@/lib/services/rapport/lines/held/held-lines";
import { keepLines } from "@/lib/services/rapport/lines/held/keep-lines";

const found = <T>(column: T | null): T => {
  if (column === null) throw new Error("La colonne n'est pas lue.");
  return column;
};

/** Lines of which only the number and the apprenant differ. */
function linesOf(version: string, apprenants: readonly string[]): HeldLines {
  const count = apprenants.length;
  const texts = (values: readonly string[]) => found(parseTextColumn(values.join("\n"), count));
  const blank = found(parseCodedColumn(apprenants.map(() => "").join("\n"), count));
  const numbers = apprenants.map((_, line) => String(line + 1));
  return {
    ...{ version, count, causes: [], byNumber: Int32Array.from(apprenants, (_, line) => line) },
    ...{ id: texts(numbers), numero: texts(numbers), apprenant: texts(apprenants), employeur: texts(numbers) },
    ...{ formation: blank, statut: blank, soon: blank, etat: blank, notShown: blank, seen: blank },
    ...{ annee: blank, debut: blank, fin: blank, issues: blank },
  };
}

const mask = (lines: HeldLines, searches: Parameters<typeof keepLines>[1]) => [...keepLines(lines, searches).mask];

describe("Ce qu'une recherche garde des lignes en mémoire", () => {
  it("n'est cherché qu'une fois, tant que ce sont ces lignes-là", () => {
    const lines = linesOf("1", ["martin", "durand"]);
    const first = keepLines(lines, { apprenant: ["martin"] });
    expect(keepLines(lines, { apprenant: ["durand"] }).kept).toBe(1);
    expect(keepLines(lines, { apprenant: ["martin"] })).toBe(first);
  });

  it("est cherché de nouveau dans les lignes d'une autre version", () => {
    const before = linesOf("1", ["martin", "durand"]);
    expect(mask(before, { apprenant: ["martin"] })).toEqual([1, 0]);
    const after = linesOf("2", ["durand", "martin", "martin lea"]);
    expect(mask(after, { apprenant: ["martin"] })).toEqual([0, 1, 1]);
    expect(mask(before, { apprenant: ["martin"] })).toEqual([1, 0]);
  });

  it("ne se confond pas avec une autre recherche du même texte, ni deux valeurs avec une seule", () => {
    const lines = linesOf("1", ["1", "2", "1,2"]);
    expect(mask(lines, { numero: ["1"] })).toEqual([1, 0, 0]);
    expect(mask(lines, { apprenant: ["1"] })).toEqual([1, 0, 1]);
    expect(mask(lines, { apprenant: ["1", "2"] })).toEqual([1, 1, 1]);
    expect(mask(lines, { apprenant: ["1,2"] })).toEqual([0, 0, 1]);
    expect(mask(lines, {})).toEqual([1, 1, 1]);
  });

  it("est oublié quand vingt autres recherches sont venues, la moins demandée d'abord", () => {
    const lines = linesOf("1", ["martin"]);
    const [first, second] = [keepLines(lines, { numero: ["0"] }), keepLines(lines, { numero: ["1"] })];
    for (let n = 2; n < 21; n++) {
      keepLines(lines, { numero: [String(n)] });
      keepLines(lines, { numero: ["0"] });
    }
    expect(keepLines(lines, { numero: ["0"] })).toBe(first);
    expect(keepLines(lines, { numero: ["1"] })).not.toBe(second);
  });
});
