import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildArray } from "@/lib/tba/array-builder";
import { toArray } from "@/lib/tba/json-array";

const texts = fc.array(
  fc.jsonValue().map((value) => JSON.stringify(value)),
  { maxLength: 8 },
);
const bytesOf = (values: readonly string[]) => values.map((value) => Buffer.from(value));
const layOut = (values: readonly Buffer[]) => {
  const array = buildArray();
  for (const value of values) array.add(value);
  return array.end();
};
const arrayOf = (values: readonly (string | Buffer)[]) => `[${values.join(",")}]`;

describe("Le tableau JSON d'un appel", () => {
  it("est fait des valeurs telles quelles, dans leur ordre", () => {
    fc.assert(
      fc.property(texts, (values) => {
        expect(String(toArray(bytesOf(values)))).toBe(arrayOf(values));
      }),
    );
  });

  it("n'est pas copié une seconde fois quand les valeurs y sont déjà", () => {
    fc.assert(
      fc.property(texts, (values) => {
        const laid = layOut(bytesOf(values));
        expect(laid.map(String)).toEqual(values);
        const body = toArray(laid);
        expect(String(body)).toBe(arrayOf(values));
        if (laid[0] !== undefined) expect(body.buffer).toBe(laid[0].buffer);
      }),
    );
  });

  it("garde les siennes quand d'autres se font en même temps, plus grands que la place prévue", () => {
    const long = (letter: string) => Array.from({ length: 40 }, (_, n) => `"${letter.repeat(30_000 + n)}"`);
    const values = ["a", "b", "c", "d"].map(long);
    for (let time = 0; time < 3; time++) {
      const arrays = values.map(() => buildArray());
      for (let rank = 0; rank < 40; rank++)
        for (const [of, array] of arrays.entries()) array.add(Buffer.from(values[of]?.[rank] ?? ""));
      const laid = arrays.map((array) => array.end());
      for (const [of, texts] of laid.entries()) expect(texts.map(String)).toEqual(values[of]);
    }
  });

  it("ne contient jamais que ce qu'on lui donne : une moitié, un autre ordre, une valeur d'ailleurs", () => {
    const laid = layOut(bytesOf(["1", "[2]", '"3"', "4"]));
    const [one, two, three, four] = laid.map((value) => value);
    const elsewhere = Buffer.from("5");
    for (const chosen of [
      [one, two],
      [three, four],
      [two, three],
      [two, one],
      [one, three],
      [one, elsewhere],
      [four],
    ]) {
      const values = chosen.filter((value) => value !== undefined);
      expect(String(toArray(values))).toBe(arrayOf(values));
    }
  });
});
