import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_BYTES_PER_CALL, MAX_DOSSIERS_PER_CALL, splitIntoCalls } from "@/lib/tba/limits";

const dossiers = (count: number, bytes: number) => Array.from({ length: count }, (_, rank) => ({ rank, bytes }));
const sizes = (count: number, bytes: number, max?: number) =>
  [...splitIntoCalls(dossiers(count, bytes), max)].map((call) => call.length);

/** What the JSON array of a call weighs. */
const weight = (call: { bytes: number }[]) => 2 + call.reduce((sum, { bytes }) => sum + bytes, 0) + (call.length - 1);

describe("La découpe en appels", () => {
  it("ne fait aucun appel quand il n'y a rien à envoyer", () => {
    expect(sizes(0, 100)).toEqual([]);
  });

  it("met 2 000 dossiers dans un appel, et le suivant dans un autre", () => {
    expect(sizes(2000, 100)).toEqual([2000]);
    expect(sizes(2001, 100)).toEqual([2000, 1]);
  });

  it("compte les crochets et les virgules dans les 10 Mo", () => {
    const half = (MAX_BYTES_PER_CALL - 3) / 2;
    expect([...splitIntoCalls([{ bytes: Math.floor(half) }, { bytes: Math.ceil(half) }])]).toHaveLength(1);
    expect([...splitIntoCalls([{ bytes: Math.floor(half) }, { bytes: Math.ceil(half) + 1 }])]).toHaveLength(2);
  });

  it("laisse seul un dossier trop gros, pour que les autres partent", () => {
    const list = [{ bytes: 10 }, { bytes: MAX_BYTES_PER_CALL }, { bytes: 10 }];
    expect([...splitIntoCalls(list)].map((call) => call.length)).toEqual([1, 1, 1]);
  });

  it("suit une limite plus petite, jamais une plus grande", () => {
    expect(sizes(5, 100, 2)).toEqual([2, 2, 1]);
    expect(sizes(2, 100, 0)).toEqual([1, 1]);
    expect(sizes(2001, 100, 5000)).toEqual([2000, 1]);
  });

  it("n'oublie, ne répète et ne déplace aucun dossier, et respecte toujours les deux limites", () => {
    const bytes = fc.integer({ min: 2, max: 3_000_000 });
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 60 }), fc.integer({ min: 1, max: 10 }), (weightOf, max) => {
        const list = weightOf.map((o, rank) => ({ rank, bytes: o }));
        const calls = [...splitIntoCalls(list, max)];
        expect(calls.flat()).toEqual(list);
        for (const call of calls) {
          expect(call.length).toBeLessThanOrEqual(Math.min(max, MAX_DOSSIERS_PER_CALL));
          expect(weight(call)).toBeLessThanOrEqual(MAX_BYTES_PER_CALL);
        }
      }),
    );
  });
});
