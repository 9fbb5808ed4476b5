import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { applyDossierVector, BASE, DOSSIER_VECTORS, STATUT_VECTORS, type StatutVector } from "@/tests/fixtures/vectors";
import { KEY, type SimulatorUnderTest, start } from "./simulator-under-test";

const OTHER_KEY = "autre-cle";

let tba: SimulatorUnderTest;
beforeAll(async () => {
  tba = await start({ TBA_SIMULATEUR_CLES: `${KEY},${OTHER_KEY}` });
});
afterAll(() => tba.close());

function dossierOf({ session, contrats, exclusion }: StatutVector, rank: number): JsonObject {
  const dossier: JsonObject = { ...BASE, id_erp_apprenant: `vecteur-${rank}` };
  delete dossier.contrat_date_debut;
  delete dossier.contrat_date_fin;
  dossier.date_entree_formation = session.debut;
  dossier.date_fin_formation = session.fin;
  dossier.date_exclusion_formation = typeof exclusion === "object" ? exclusion?.date : exclusion;
  for (const [i, contrat] of contrats.entries()) {
    const suffix = i === 0 ? "" : `_${i + 1}`;
    dossier[`contrat_date_debut${suffix}`] = contrat.date_debut;
    dossier[`contrat_date_fin${suffix}`] = contrat.date_fin;
    dossier[`contrat_date_rupture${suffix}`] = contrat.date_rupture;
  }
  return dossier;
}

describe("Le TBA simulé montre les statuts du TBA", () => {
  it("pour tous les vecteurs, au jour de chacun", async () => {
    const dossiers = STATUT_VECTORS.map((vector, rank) => JSON.stringify(dossierOf(vector, rank)));
    const response = await tba.client.transmit(KEY, dossiers);
    if (response.kind !== "answer") throw new Error(response.kind);
    expect(response.results.every(({ accepted }) => accepted)).toBe(true);

    for (const [rank, vector] of STATUT_VECTORS.entries()) {
      const enrolments = await tba.enrolments(`cle=${KEY}&date=${vector.aujourdhui}`);
      const enrolment = enrolments.find(({ id_erp_apprenant }) => id_erp_apprenant === `vecteur-${rank}`);
      expect(enrolment?.parcours, `vecteur ${rank + 1}`).toEqual(vector.parcours);
      expect(enrolment?.statut, `vecteur ${rank + 1}`).toBe(vector.en_cours);
    }
  });

  it("pour les abandons déclarés par le statut 0 et les dates qui portent une heure", async () => {
    const dossiers = DOSSIER_VECTORS.map((vector, rank) => ({
      ...applyDossierVector(vector),
      id_erp_apprenant: `d${rank}`,
    }));
    const response = await tba.client.transmit(
      OTHER_KEY,
      dossiers.map((dossier) => JSON.stringify(dossier)),
    );
    if (response.kind !== "answer") throw new Error(response.kind);
    expect(response.results.every(({ accepted }) => accepted)).toBe(true);
    const enrolments = await tba.enrolments(`cle=${OTHER_KEY}`);
    for (const [rank, { parcours }] of DOSSIER_VECTORS.entries()) {
      const enrolment = enrolments.find(({ id_erp_apprenant }) => id_erp_apprenant === `d${rank}`);
      expect(enrolment?.parcours, `vecteur ${rank + 1}`).toEqual(parcours);
    }
  });

  it("prend aujourd'hui quand aucune date n'est demandée", async () => {
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format(new Date());
    const withoutDate = (await tba.enrolments(`cle=${KEY}`)).map(({ statut }) => statut);
    expect(withoutDate).toEqual((await tba.enrolments(`cle=${KEY}&date=${today}`)).map(({ statut }) => statut));
    expect(withoutDate).toHaveLength(STATUT_VECTORS.length);
  });

  it.each(["date=2026-02-30", "date=hier", "cle=inconnue"])("refuse ?%s par une phrase", async (params) => {
    const response = await fetch(`${tba.url}/_simulateur/effectifs?${params}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ erreur: expect.stringMatching(/^.+\.$/) });
  });
});
