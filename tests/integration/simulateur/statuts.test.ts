import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ObjetJson } from "@/lib/dossier/json";
import { BASE, VECTEURS_STATUT, type VecteurStatut } from "@/tests/fixtures/vecteurs";
import { CLE, demarrer, type SimulateurDeTest } from "./simulateur-de-test";

let tba: SimulateurDeTest;
beforeAll(async () => {
  tba = await demarrer();
});
afterAll(() => tba.fermer());

function dossierDe({ session, contrats, exclusion }: VecteurStatut, rang: number): ObjetJson {
  const dossier: ObjetJson = { ...BASE, id_erp_apprenant: `vecteur-${rang}` };
  delete dossier.contrat_date_debut;
  delete dossier.contrat_date_fin;
  dossier.date_entree_formation = session.debut;
  dossier.date_fin_formation = session.fin;
  dossier.date_exclusion_formation = typeof exclusion === "object" ? exclusion?.date : exclusion;
  for (const [i, contrat] of contrats.entries()) {
    const suffixe = i === 0 ? "" : `_${i + 1}`;
    dossier[`contrat_date_debut${suffixe}`] = contrat.date_debut;
    dossier[`contrat_date_fin${suffixe}`] = contrat.date_fin;
    dossier[`contrat_date_rupture${suffixe}`] = contrat.date_rupture;
  }
  return dossier;
}

describe("Le TBA simulé montre les statuts du TBA", () => {
  it("pour tous les vecteurs, au jour de chacun", async () => {
    const dossiers = VECTEURS_STATUT.map((vecteur, rang) => JSON.stringify(dossierDe(vecteur, rang)));
    const reponse = await tba.client.transmettre(CLE, dossiers);
    if (reponse.genre !== "reponse") throw new Error(reponse.genre);
    expect(reponse.resultats.every(({ accepte }) => accepte)).toBe(true);

    for (const [rang, vecteur] of VECTEURS_STATUT.entries()) {
      const effectifs = await tba.effectifs(`cle=${CLE}&date=${vecteur.aujourdhui}`);
      const effectif = effectifs.find(({ id_erp_apprenant }) => id_erp_apprenant === `vecteur-${rang}`);
      expect(effectif?.parcours, `vecteur ${rang + 1}`).toEqual(vecteur.parcours);
      expect(effectif?.statut, `vecteur ${rang + 1}`).toBe(vecteur.en_cours);
    }
  });

  it("prend aujourd'hui quand aucune date n'est demandée", async () => {
    const aujourdhui = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format(new Date());
    const sansDate = (await tba.effectifs()).map(({ statut }) => statut);
    expect(sansDate).toEqual((await tba.effectifs(`date=${aujourdhui}`)).map(({ statut }) => statut));
    expect(sansDate).toHaveLength(VECTEURS_STATUT.length);
  });

  it.each(["date=2026-02-30", "date=hier", "cle=inconnue"])("refuse ?%s par une phrase", async (parametres) => {
    const reponse = await fetch(`${tba.url}/_simulateur/effectifs?${parametres}`);
    expect(reponse.status).toBe(400);
    expect(await reponse.json()).toEqual({ erreur: expect.stringMatching(/^.+\.$/) });
  });
});
