import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { missedNights, nightsUntilToday, parseNights } from "@/lib/domain/reseau/nights";
import { sparkPath, topOf } from "@/lib/domain/reseau/spark-path";
import { KEY_HEALTHS, sortByUrgency, type Urgency } from "@/lib/domain/reseau/urgency";

const fine: Urgency = { name: "B", key: "accepted", alertes: [], missed: 0, apprentis: 10, invalides: 0 };
const sorted = (...all: Urgency[]) => sortByUrgency(all).map(({ name }) => name);

describe("L'urgence d'un établissement", () => {
  it("met d'abord une clé absente ou refusée et une alerte, puis les nuits manquées, puis la part d'invalides", () => {
    expect(
      sorted(
        { ...fine, name: "rien" },
        { ...fine, name: "un sur dix", invalides: 1 },
        { ...fine, name: "la moitié", apprentis: 2, invalides: 1 },
        { ...fine, name: "deux nuits", missed: 2 },
        { ...fine, name: "trois nuits", missed: 3 },
        { ...fine, name: "alerte", alertes: ["no-night"] },
        { ...fine, name: "sans clé", key: "absent", invalides: 1 },
        { ...fine, name: "pas testée", key: "untested" },
      ),
    ).toEqual(["sans clé", "alerte", "trois nuits", "deux nuits", "la moitié", "un sur dix", "pas testée", "rien"]);
  });

  it("donne toujours le même ordre, d'où qu'on parte", () => {
    const urgency = fc.record({
      name: fc.string({ maxLength: 3 }),
      key: fc.constantFrom(...KEY_HEALTHS),
      alertes: fc.array(fc.constant("no-night"), { maxLength: 2 }),
      missed: fc.nat(3),
      apprentis: fc.nat(5),
      invalides: fc.nat(5),
    });
    fc.assert(
      fc.property(fc.uniqueArray(urgency, { selector: ({ name }) => name }), (lines) => {
        expect(sortByUrgency([...lines].reverse())).toEqual(sortByUrgency(lines));
      }),
    );
  });
});

describe("Les nuits montrées", () => {
  it("vont jusqu'à aujourd'hui, un trou pour chaque jour sans transmission", () => {
    const thirty = Array.from({ length: 30 }, (_, n) => n);
    expect(nightsUntilToday(thirty, "2026-03-10", "2026-03-10")).toEqual(thirty);
    expect(nightsUntilToday(thirty, "2026-03-10", "2026-03-12")).toEqual([...thirty.slice(2), null, null]);
    for (const never of [
      nightsUntilToday([], null, "2026-03-12"),
      nightsUntilToday(thirty, "2025-01-01", "2026-03-12"),
    ]) {
      expect(never).toEqual(Array(30).fill(null));
    }
  });

  it("comptent comme manqués les jours entiers, pas la nuit qui peut encore venir", () => {
    expect(missedNights("2026-03-10", "2026-03-10")).toBe(0);
    expect(missedNights("2026-03-10", "2026-03-11")).toBe(0);
    expect(missedNights("2026-03-10", "2026-03-13")).toBe(2);
    expect(missedNights(null, "2026-03-13")).toBe(0);
  });
});

describe("La ligne des nuits", () => {
  it("s'interrompt à chaque trou, et montre une valeur seule", () => {
    const nights = [0, 10, null, 5, null];
    expect(sparkPath(nights, 4, 20, topOf(nights))).toBe("M0 20l1-20M3 10h1");
    expect(sparkPath([null, null], 1, 20, topOf([null, null]))).toBe("");
    expect(sparkPath([5, 5], 10, 20, 10)).toBe("M0 10l10 0");
    expect(sparkPath([0, 0], 1, 20, topOf([0, 0]))).toBe("M0 20l1 0");
    // Thirds do not add up: each point is where it would be alone.
    expect(sparkPath([0, 3, 0, 6], 10, 20, 6)).toBe("M0 20l3.3-10 3.4 10 3.3-20");
  });
});

describe("Les nuits lues dans un texte", () => {
  it("redonnent ce qui fut écrit, les jours sans transmission compris", () => {
    expect(parseNights("")).toEqual([]);
    expect(parseNights("12,,14")).toEqual([12, null, 14]);
    expect(parseNights(",0,")).toEqual([null, 0, null]);
    const nights = fc.array(fc.option(fc.nat()), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(nights, (all) => {
        expect(parseNights(all.map((n) => n ?? "").join(","))).toEqual(all);
      }),
    );
  });
});
