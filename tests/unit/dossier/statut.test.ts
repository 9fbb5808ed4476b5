import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nombreEnJour } from "@/lib/dossier/jour";
import { calculerParcours, prochainChangement, statutAuJour } from "@/lib/dossier/statut";
import { VECTEURS_STATUT } from "@/tests/fixtures/vecteurs";
import { rejouerJourParJour } from "./rejouer-jour-par-jour";

describe("Le statut que le TBA affichera", () => {
  it.each(VECTEURS_STATUT.map((v, i) => [i + 1, v] as const))("est celui du TBA, cas %i", (_i, vecteur) => {
    const contrats = vecteur.contrats.map((c) => ({ debut: c.date_debut, fin: c.date_fin, rupture: c.date_rupture }));
    const exclusion = typeof vecteur.exclusion === "object" ? (vecteur.exclusion?.date ?? null) : vecteur.exclusion;
    const parcours = calculerParcours(vecteur.session, contrats, exclusion);
    expect(parcours).toEqual(vecteur.parcours);
    expect(statutAuJour(parcours, vecteur.aujourdhui)).toBe(vecteur.en_cours);
  });
});

const jour = fc.integer({ min: 19_000, max: 20_500 }).map(nombreEnJour);
const contrat = fc.record({ debut: jour, fin: fc.option(jour), rupture: fc.option(jour, { freq: 3 }) });

describe("La prévision du statut", () => {
  it("dit chaque jour ce que dirait un calcul jour par jour, triée et sans répétition", () => {
    fc.assert(
      fc.property(
        jour,
        jour,
        fc.array(contrat, { maxLength: 4 }),
        fc.option(jour, { freq: 4 }),
        (debut, fin, contrats, exclusion) => {
          const parcours = calculerParcours({ debut, fin }, contrats, exclusion);
          const attendu = rejouerJourParJour({ debut, fin }, contrats, exclusion);
          expect(parcours.length === 0).toBe(attendu.size === 0);
          for (const [date, statut] of attendu) expect([date, statutAuJour(parcours, date)]).toEqual([date, statut]);
          for (const [i, [date, statut]] of parcours.entries()) {
            const precedent = parcours[i - 1];
            if (precedent) expect(precedent[0] < date && precedent[1] !== statut).toBe(true);
          }
        },
      ),
      { numRuns: 1500 },
    );
  }, 60_000);

  it("annonce le prochain changement et son jour", () => {
    const parcours = calculerParcours({ debut: "2026-09-01", fin: "2027-07-31" }, [], null);
    expect(prochainChangement(parcours, "2026-11-24")).toEqual(["2026-11-30", "ABANDON"]);
    expect(prochainChangement(parcours, "2026-11-30")).toBeNull();
  });
});
