import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Day, dayToNumber, numberToDay } from "@/lib/domain/day";
import { explainStatuts } from "@/lib/domain/explain-statuts";
import type { JsonObject } from "@/lib/domain/json";
import { prepare } from "@/lib/domain/prepare";
import { applyDossierVector, DOSSIER_VECTORS } from "@/tests/fixtures/vectors";

function explained(source: JsonObject) {
  const { payload, parcours } = prepare(source);
  return explainStatuts(payload, parcours ?? []);
}
const rules = (source: JsonObject) => explained(source).map(({ statut, rule }) => [statut, rule]);

const FORMATION = { date_entree_formation: "2026-09-01", date_fin_formation: "2028-07-31" };

/** The days that a sentence quotes. */
const daysIn = (rule: string): Day[] =>
  [...rule.matchAll(/(\d{2})\/(\d{2})\/(\d{4})/g)].map(([, day, month, year]) => `${year}-${month}-${day}`);

const day = fc.integer({ min: 20_000, max: 21_000 }).map(numberToDay);
const anyDossier = fc.record({
  date_entree_formation: day,
  date_fin_formation: day,
  contrat_date_debut: fc.option(day),
  contrat_date_fin: fc.option(day),
  contrat_date_rupture: fc.option(day, { freq: 3 }),
  contrat_date_debut_2: fc.option(day),
  contrat_date_fin_2: fc.option(day),
  date_exclusion_formation: fc.option(day, { freq: 4 }),
});

describe("La raison de chaque statut", () => {
  it("se dit d'une phrase, avec les dates qui la font", () => {
    expect(
      rules({
        ...FORMATION,
        contrat_date_debut: "2026-09-07",
        contrat_date_fin: "2027-08-31",
        contrat_date_rupture: "2027-01-16",
        contrat_date_debut_2: "2027-09-01",
        contrat_date_fin_2: "2028-06-30",
      }),
    ).toEqual([
      ["INSCRIT", "La formation commence sans contrat : « Inscrit » dure 90 jours au plus."],
      [
        "APPRENTI",
        "Le contrat commence le 07/09/2026 et compte jusqu'au 15/01/2027 (la veille de sa rupture le 16/01/2027).",
      ],
      [
        "RUPTURANT",
        "Le contrat est rompu le 16/01/2027 et aucun autre ne suit : « Rupture de contrat » dure 180 jours au plus.",
      ],
      ["ABANDON", "C'est le 181e jour sans contrat depuis le 15/01/2027 : au-delà de 180, le TBA compte un abandon."],
      ["APPRENTI", "Le deuxième contrat commence le 01/09/2027 et compte jusqu'au 30/06/2028 (sa date de fin)."],
      [
        "FIN_DE_FORMATION",
        "Le dernier contrat s'est fini le 30/06/2028 sans rupture, à 60 jours au plus de la fin de la formation (31/07/2028).",
      ],
    ]);
  });

  it("nomme l'exclusion, ou le statut déclaré, et le 91e jour sans contrat", () => {
    expect(rules({ ...FORMATION, date_exclusion_formation: "2026-10-01" }).at(-1)).toEqual([
      "ABANDON",
      "L'exclusion est du 01/10/2026 : dès ce jour, « Abandon » l'emporte même sur un contrat.",
    ]);
    const declared = { ...FORMATION, statut_apprenant: 0, date_metier_mise_a_jour_statut: "2026-10-01" };
    expect(rules(declared).at(-1)?.[1]).toContain("Le statut déclaré (0, abandon) est du 01/10/2026");
    expect(rules(FORMATION).at(-1)?.[1]).toContain("91e jour sans contrat");
  });

  it("est une phrase de français pour chaque changement de tous les vecteurs", () => {
    for (const vector of DOSSIER_VECTORS) {
      const steps = explained(applyDossierVector(vector));
      expect(steps.map((step) => [step.day, step.statut])).toEqual(vector.parcours);
      for (const { rule } of steps) expect(rule).toMatch(/^[A-ZÀ-Ý].*\.$/);
    }
  });

  it("cite des jours qui tombent juste, quelles que soient les dates", () => {
    fc.assert(
      fc.property(anyDossier, (source) => {
        for (const { day: from, statut, rule } of explained(source)) {
          const [first = from, second = from] = daysIn(rule);
          const since = (quoted: Day) => dayToNumber(from) - dayToNumber(quoted);
          expect(rule).not.toMatch(/Infinity|NaN|undefined|null/);
          if (statut === "APPRENTI") expect(first <= from && from <= second).toBe(true);
          if (statut === "RUPTURANT") expect(since(first)).toBe(rule.includes("rompu") ? 0 : 1);
          if (rule.includes("181e")) expect(since(first)).toBe(181);
          if (rule.includes("91e")) expect(since(explained(source)[0]?.day ?? from)).toBe(90);
          // A contract that ends before it starts ends no day of the parcours.
          const backwards = [
            source,
            { contrat_date_debut: source.contrat_date_debut_2, contrat_date_fin: source.contrat_date_fin_2 },
          ].some(
            (c) =>
              c.contrat_date_debut !== null && c.contrat_date_fin !== null && c.contrat_date_fin < c.contrat_date_debut,
          );
          if (rule.includes("60 jours") && !backwards) expect(since(first)).toBe(1);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
