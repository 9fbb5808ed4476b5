import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkContrat } from "@/lib/domain/contrat-tba";
import { numberToDay } from "@/lib/domain/day";
import { prepare } from "@/lib/domain/prepare";
import { computeParcours, nextChange, statutOnDay } from "@/lib/domain/statut";
import { applyDossierVector, DOSSIER_VECTORS, STATUT_VECTORS } from "@/tests/fixtures/vectors";
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

describe("La prévision d'un dossier tel qu'il est envoyé", () => {
  it.each(DOSSIER_VECTORS.map((v, i) => [i + 1, v] as const))("est celle du TBA, cas %i", (_i, vector) => {
    const dossier = applyDossierVector(vector);
    expect(checkContrat(dossier)).toEqual([]);
    expect(prepare(dossier).parcours).toEqual(vector.parcours);
  });

  it("ne tient compte d'un statut déclaré que s'il vaut 0, qu'il a un jour et qu'aucune exclusion n'est dite", () => {
    const dossier = { date_entree_formation: "2026-09-01", date_fin_formation: "2027-07-31" };
    const declared = { ...dossier, statut_apprenant: "0", date_metier_mise_a_jour_statut: "2026-10-01" };
    expect(prepare(declared).parcours?.at(-1)).toEqual(["2026-10-01", "ABANDON"]);
    const plain = prepare(dossier).parcours;
    expect(prepare({ ...declared, statut_apprenant: 3 }).parcours).toEqual(plain);
    expect(prepare({ ...declared, date_metier_mise_a_jour_statut: null }).parcours).toEqual(plain);
    const both = prepare({ ...declared, date_exclusion_formation: "2026-11-05" }).parcours;
    expect(both?.at(-1)).toEqual(["2026-11-05", "ABANDON"]);
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
