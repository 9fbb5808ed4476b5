import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberToDay } from "@/lib/domain/day";
import { computeParcours, nextChange, statutOnDay } from "@/lib/domain/statut";
import { STATUT_VECTORS } from "@/tests/fixtures/vectors";
import { replayDayByDay } from "./replay-day-by-day";

describe("Le statut que le TBA affichera", () => {
  it.each(STATUT_VECTORS.map((v, i) => [i + 1, v] as const))("est celui du TBA, cas %i", (_i, vector) => {
    const contrats = vector.contrats.map((c) => ({ debut: c.date_debut, fin: c.date_fin, rupture: c.date_rupture }));
    const exclusion = typeof vector.exclusion === "object" ? (vector.exclusion?.date ?? null) : vector.exclusion;
    const parcours = computeParcours(vector.session, contrats, exclusion);
    expect(parcours).toEqual(vector.parcours);
    expect(statutOnDay(parcours, vector.aujourdhui)).toBe(vector.en_cours);
  });
});

const day = fc.integer({ min: 19_000, max: 20_500 }).map(numberToDay);
const contrat = fc.record({ debut: day, fin: fc.option(day), rupture: fc.option(day, { freq: 3 }) });

describe("La prévision du statut", () => {
  it("dit chaque jour ce que dirait un calcul jour par jour, triée et sans répétition", () => {
    fc.assert(
      fc.property(
        day,
        day,
        fc.array(contrat, { maxLength: 4 }),
        fc.option(day, { freq: 4 }),
        (debut, fin, contrats, exclusion) => {
          const parcours = computeParcours({ debut, fin }, contrats, exclusion);
          const expected = replayDayByDay({ debut, fin }, contrats, exclusion);
          expect(parcours.length === 0).toBe(expected.size === 0);
          for (const [date, statut] of expected) expect([date, statutOnDay(parcours, date)]).toEqual([date, statut]);
          for (const [i, [date, statut]] of parcours.entries()) {
            const previous = parcours[i - 1];
            if (previous) expect(previous[0] < date && previous[1] !== statut).toBe(true);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("annonce le prochain changement et son jour", () => {
    const parcours = computeParcours({ debut: "2026-09-01", fin: "2027-07-31" }, [], null);
    expect(nextChange(parcours, "2026-11-24")).toEqual(["2026-11-30", "ABANDON"]);
    expect(nextChange(parcours, "2026-11-30")).toBeNull();
  });
});
