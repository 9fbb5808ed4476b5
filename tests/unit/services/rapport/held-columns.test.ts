import { describe, expect, it } from "vitest";
import {
  maskContaining,
  maskWhere,
  parseCodedColumn,
  parseTextColumn,
  type TextColumn,
  textAt,
} from "@/lib/services/rapport/lines/held/columns";

const columnOf = (texts: readonly string[]): TextColumn => {
  const column = parseTextColumn(texts.join("\n"), texts.length);
  if (column === null) throw new Error("La colonne n'est pas lue.");
  return column;
};
const kept = (texts: readonly string[], searched: string) => [...maskContaining(columnOf(texts), searched)];

describe("Une colonne gardée en mémoire", () => {
  it("rend le texte de chaque ligne, les vides comprises", () => {
    const texts = ["", "martin lea", "", "o'brien", ""];
    expect(texts.map((_, line) => textAt(columnOf(texts), line))).toEqual(texts);
    const coded = parseCodedColumn("a\n\na", 3);
    expect(Array.from(coded?.codes ?? [], (code) => coded?.values[code])).toEqual(["a", "", "a"]);
  });

  it("trouve un texte où qu'il soit dans une ligne, une fois par ligne, et jamais à cheval sur deux", () => {
    const texts = ["aba", "b", "", "ab", "ba"];
    for (const searched of ["a", "b", "ab", "ba", "aba", "bb", "%", "_"]) {
      expect(kept(texts, searched)).toEqual(texts.map((text) => (text.includes(searched) ? 1 : 0)));
    }
    expect(kept(texts, "")).toEqual([1, 1, 1, 1, 1]);
    expect(kept(texts, "b\n")).toEqual([0, 0, 0, 0, 0]);
  });

  it("juge chaque valeur une fois, pour toutes les lignes qui l'ont", () => {
    const column = parseCodedColumn("x\ny\nx\nz", 4);
    const judged: string[] = [];
    const mask = column && maskWhere(column, (value) => judged.push(value) > 0 && value === "x");
    expect([...(mask ?? [])]).toEqual([1, 0, 1, 0]);
    expect(judged).toEqual(["x", "y", "z"]);
  });

  it("n'est pas gardée quand ses lignes ne se distinguent pas, ou que la base les rangerait autrement", () => {
    expect(parseTextColumn("a\nb\nc", 2)).toBeNull();
    expect(parseTextColumn("a\nb", 3)).toBeNull();
    expect(parseTextColumn("a\n\u{1F600}", 2)).toBeNull();
    expect(parseCodedColumn("a\nb\nc", 2)).toBeNull();
  });
});
