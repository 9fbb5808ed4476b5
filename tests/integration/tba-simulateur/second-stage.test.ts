import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { BASE } from "@/tests/fixtures/vectors";
import { KEY, type SimulatorUnderTest, start } from "./simulator-under-test";

const OTHER_KEY = "autre-cle";

let tba: SimulatorUnderTest;
beforeAll(async () => {
  tba = await start({
    TBA_SIMULATEUR_CLES: `${KEY},${OTHER_KEY}@0352660B:77764444100018`,
    TBA_SIMULATEUR_COUPLES_INCONNUS: "0111111A:11111111111111",
  });
});
afterAll(() => tba.close());
beforeEach(() => tba.drain());

/** Sends dossiers that the first stage accepts. */
async function transmit(...dossiers: JsonObject[]): Promise<void> {
  const response = await tba.client.transmit(
    KEY,
    dossiers.map((dossier) => JSON.stringify(dossier)),
  );
  expect(response).toEqual({ kind: "answer", httpStatus: 200, results: dossiers.map(() => ({ accepted: true })) });
}

const including = (changes: JsonObject): JsonObject => ({ ...BASE, ...changes });
const only = async () => {
  const enrolments = await tba.enrolments();
  expect(enrolments).toHaveLength(1);
  return enrolments[0];
};

describe("Après le 200, le TBA simulé", () => {
  it("perd une formation qui finit le jour de son entrée, à une heure d'avant, et garde celle qui n'a pas d'heure", async () => {
    await transmit(including({ date_entree_formation: "2024-07-01T12:00:00Z", date_fin_formation: "2024-07-01" }));
    expect(await tba.enrolments()).toEqual([]);
    await transmit(including({ date_entree_formation: "2024-07-01", date_fin_formation: "2024-07-01" }));
    await only();
  });

  it("range les noms, les codes et les dates comme le TBA", async () => {
    await transmit(
      including({
        nom_apprenant: " de l'Épée ",
        prenom_apprenant: " Zoé ",
        formation_rncp: "38243",
        formation_cfd: " 32021411 ",
        annee_scolaire: "2023 / 2024",
        etablissement_formateur_uai: "0352660b",
        etablissement_formateur_siret: "777 644 441.000-18",
        code_postal_apprenant: 1000,
        sexe_apprenant: "2",
        date_de_naissance_apprenant: "2004-02-29T23:00:00.000Z",
      }),
    );
    expect(await only()).toMatchObject({
      nom_apprenant: "DE L'ÉPÉE",
      prenom_apprenant: "Zoé",
      formation_rncp: "RNCP38243",
      formation_cfd: "32021411",
      annee_scolaire: "2023-2024",
      etablissement_formateur_uai: "0352660B",
      etablissement_formateur_siret: "77764444100018",
      code_postal_apprenant: "01000",
      sexe_apprenant: "F",
      date_de_naissance_apprenant: "2004-02-29",
    });
  });

  it("reconnaît un dossier déjà reçu : même identifiant, même formateur, même année", async () => {
    await transmit(including({ id_erp_apprenant: 7 }));
    await transmit(
      including({ id_erp_apprenant: "7", etablissement_formateur_uai: "0352660b", prenom_apprenant: "Zoée" }),
    );
    expect(await only()).toMatchObject({ id_erp_apprenant: "7", prenom_apprenant: "Zoée" });
  });

  it.each([
    ["d'identifiant", { id_erp_apprenant: "autre" }],
    ["de formateur", { etablissement_formateur_siret: "82409268800026" }],
    ["d'année", { annee_scolaire: "2024-2025" }],
  ])("crée un second dossier quand il change %s", async (_what, change) => {
    await transmit(including({}), including(change));
    expect(await tba.enrolments()).toHaveLength(2);
  });

  it("n'efface jamais une valeur par une valeur vide, et remplace les contrats en bloc", async () => {
    await transmit(including({ contrat_date_debut_2: "2024-09-01", siret_employeur_2: "82409268800026" }));
    await transmit(
      including({
        adresse_apprenant: "  ",
        email_contact: null,
        rqth_apprenant: true,
        contrat_date_debut: "2023-10-01",
        contrat_date_fin: null,
      }),
    );
    expect(await only()).toMatchObject({
      adresse_apprenant: "12 rue des Lilas",
      email_contact: "zoe.lefevre@example.org",
      rqth_apprenant: true,
      contrats: [
        {
          date_debut: "2023-10-01",
          date_fin: null,
          date_rupture: null,
          cause_rupture: null,
          siret_employeur: "82409268800026",
        },
      ],
    });
    await transmit(including({ contrat_date_debut: null, contrat_date_fin: null }));
    expect((await only())?.contrats).toEqual([]);
  });

  it.each([
    [
      "le formateur est inconnu",
      { etablissement_formateur_uai: "0111111a", etablissement_formateur_siret: "11111111111111" },
    ],
    [
      "le responsable est inconnu",
      { etablissement_responsable_uai: "0111111A", etablissement_responsable_siret: "111 111 111 11111" },
    ],
    ["une fin de contrat n'a pas de début", { contrat_date_fin_3: "2024-01-01" }],
    ["une rupture n'a pas de début", { contrat_date_rupture_2: "2024-01-01" }],
    ["une cause de rupture n'a pas de début", { cause_rupture_contrat_4: "démission" }],
    ["la formation finit avant de commencer", { date_fin_formation: "2023-08-31" }],
  ])("perd sans rien dire le dossier quand %s", async (_scenario, change) => {
    await transmit(including(change));
    expect(await tba.enrolments()).toEqual([]);
  });

  it("garde l'ancien état d'un dossier dont la nouvelle version est perdue", async () => {
    await transmit(including({}));
    await transmit(including({ prenom_apprenant: "Perdue", date_fin_formation: "2020-01-01" }));
    expect(await only()).toMatchObject({ prenom_apprenant: "Zoé", date_fin_formation: "2025-07-31" });
  });

  it.each([
    ["d'exclusion", { date_exclusion_formation: "2024-02-01" }],
    ["d'abandon déclaré", { statut_apprenant: 0, date_metier_mise_a_jour_statut: "2024-02-01" }],
  ])("garde une date %s qui n'est plus envoyée, et la reprend au recalcul du samedi", async (_what, change) => {
    const statut = async () => (await tba.enrolments("date=2024-03-01"))[0]?.statut;
    await transmit(including(change));
    expect(await statut()).toBe("ABANDON");
    await transmit(including({}));
    expect(await statut()).toBe("APPRENTI");
    expect(await only()).toMatchObject({ date_exclusion_formation: "2024-02-01" });
    const saturday = await fetch(`${tba.url}/_simulateur/samedi?cle=${KEY}`, { method: "POST" });
    expect(await saturday.json()).toEqual({ recalcules: 1 });
    expect(await statut()).toBe("ABANDON");
    await transmit(including({}));
    expect(await statut()).toBe("APPRENTI");
    await transmit(including({ date_exclusion_formation: "2024-06-01" }));
    await transmit(including({}));
    await fetch(`${tba.url}/_simulateur/samedi`, { method: "POST" });
    expect((await only())?.parcours.at(-1)).toEqual(["2024-06-01", "ABANDON"]);
  });

  it("prend un dossier sans CFD ou sans RNCP dans son ancien modèle seulement", async () => {
    await transmit(
      including({}),
      including({ id_erp_apprenant: "sans-cfd", formation_cfd: null }),
      including({ id_erp_apprenant: "sans-rncp", formation_rncp: null }),
    );
    expect((await tba.enrolments()).map(({ ancien_modele_seul }) => ancien_modele_seul)).toEqual([false, true, true]);
    await transmit(including({ id_erp_apprenant: "sans-cfd" }));
    expect((await tba.enrolments()).map(({ ancien_modele_seul }) => ancien_modele_seul)).toEqual([false, false, true]);
  });

  it.each([
    ["siret_employeur", "8240926880002"],
    ["etablissement_lieu_de_formation_siret", "7776444410001"],
    ["code_postal_de_naissance_apprenant", "Paris"],
    ["duree_theorique_formation", 5],
    ["duree_theorique_formation", 0],
    ["duree_theorique_formation_mois", 0],
    ["code_postal_de_naissance_apprenant", "350001"],
    ["siret_employeur", "824092688000260"],
    ["duree_theorique_formation_mois", 49],
    ["duree_theorique_formation_mois", 1.5],
    ["duree_theorique_formation_mois", "deux ans"],
  ])("laisse tomber %s = %j sans refuser le dossier", async (champ, value) => {
    await transmit(including({ [champ]: value }));
    const enrolment = await only();
    expect(enrolment?.[champ] ?? null).toBeNull();
    expect(enrolment?.contrats[0]?.siret_employeur).toBe(champ === "siret_employeur" ? null : BASE.siret_employeur);
  });

  it("ne garde pas le nom seul d'un référent handicap", async () => {
    await transmit(including({ nom_referent_handicap_formation: "Durand" }));
    expect((await only())?.nom_referent_handicap_formation).toBeUndefined();
    await transmit(
      including({ nom_referent_handicap_formation: "Durand", prenom_referent_handicap_formation: "Luce" }),
    );
    expect((await only())?.nom_referent_handicap_formation).toBe("Durand");
  });

  it("ne range pas un dossier refusé au premier stade", async () => {
    expect(await tba.client.transmit(KEY, ["{}"])).toMatchObject({ results: [{ accepted: false }] });
    expect(await tba.enrolments()).toEqual([]);
  });

  it("range à part ce que chaque clé envoie", async () => {
    await transmit(including({}));
    await tba.client.transmit(OTHER_KEY, [JSON.stringify(including({ id_erp_apprenant: "B" }))]);
    const ids = async (params: string) =>
      (await tba.enrolments(params)).map(({ id_erp_apprenant }) => id_erp_apprenant);
    expect(await ids(`cle=${KEY}`)).toEqual(["MFR-2023-0001"]);
    expect(await ids(`cle=${OTHER_KEY}`)).toEqual(["B"]);
    expect(await ids("")).toHaveLength(2);
    const withdrawal = await fetch(`${tba.url}/_simulateur/effectifs?cle=${OTHER_KEY}`, { method: "DELETE" });
    expect(await withdrawal.json()).toEqual({ retires: 1 });
    expect(await ids("")).toEqual(["MFR-2023-0001"]);
  });
});
