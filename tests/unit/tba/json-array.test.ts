import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layOut, toArray } from "@/lib/tba/json-array";

const texts = fc.array(
  fc.jsonValue().map((value) => JSON.stringify(value)),
  { maxLength: 8 },
);
const bytesOf = (values: readonly string[]) => values.map((value) => Buffer.from(value));
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
