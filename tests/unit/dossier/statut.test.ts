import { describe, expect, it } from "vitest";
import { calculerParcours, statutAuJour } from "@/lib/dossier/statut";
import { VECTEURS_STATUT } from "@/tests/fixtures/vecteurs";

describe("Le statut que le TBA affichera", () => {
  it.each(VECTEURS_STATUT.map((v, i) => [i + 1, v] as const))("est celui du TBA, cas %i", (_i, vecteur) => {
    const contrats = vecteur.contrats.map((c) => ({ debut: c.date_debut, fin: c.date_fin, rupture: c.date_rupture }));
    const exclusion = typeof vecteur.exclusion === "object" ? (vecteur.exclusion?.date ?? null) : vecteur.exclusion;
    const parcours = calculerParcours(vecteur.session, contrats, exclusion);
    expect(parcours).toEqual(vecteur.parcours);
    expect(statutAuJour(parcours, vecteur.aujourdhui)).toBe(vecteur.en_cours);
  });
});
