import { expect, it } from "vitest";
import { interpretCsv } from "../../helpers/interpret";

const HEADINGS = ["Code apprenant", "Nom", "Prénom", "Né(e) le", "Année scolaire"];
const ZOE = ["A-1", "Martin", "Zoé", "12/03/2008", "2026-2027"];

it("La rupture que dit une seconde ligne du même contrat n'est pas perdue", async () => {
  const { sources, notices } = await interpretCsv([
    [...HEADINGS, "Début contrat", "Fin contrat", "Date rupture"],
    [...ZOE, "01/09/2026", "31/08/2028", ""],
    [...ZOE, "01/09/2026", "31/08/2028", "15/10/2026"],
  ]);
  expect(sources).toHaveLength(1);
  expect(sources[0]).toMatchObject({ contrat_date_debut: "2026-09-01", contrat_date_rupture: "2026-10-15" });
  expect(sources[0]).not.toHaveProperty("contrat_date_debut_2");
  expect(notices).toContain("1 ligne complète une personne déjà lue, réunie à son dossier : 3.");
});

it("Une ligne par parent donne les deux adresses", async () => {
  const { sources } = await interpretCsv([
    [...HEADINGS, "Lien", "E-mail responsable"],
    [...ZOE, "Mère", "anne@example.org"],
    [...ZOE, "Père", "paul@example.org"],
  ]);
  expect(sources).toHaveLength(1);
  expect(sources[0]).toMatchObject({
    responsable_apprenant_mail1: "anne@example.org",
    responsable_apprenant_mail2: "paul@example.org",
  });
});

it("Une ligne qui dit autre chose du même contrat, ou une autre formation, n'est pas réunie : ce qui s'en perd est nommé", async () => {
  const contract = await interpretCsv([
    [...HEADINGS, "Début contrat", "Fin contrat", "Téléphone"],
    [...ZOE, "01/09/2026", "31/08/2028", ""],
    [...ZOE, "01/09/2026", "31/12/2028", "0612345678"],
  ]);
  expect(contract.sources.map(({ contrat_date_fin }) => contrat_date_fin)).toEqual(["2028-08-31", "2028-12-31"]);
  expect(contract.notices).toContain("ligne 3 (Date de fin du contrat, Téléphone de l'apprenant)");
  const training = await interpretCsv([
    [...HEADINGS, "Code RNCP"],
    [...ZOE, "RNCP38362"],
    [...ZOE, "RNCP38368"],
  ]);
  expect(training.sources).toHaveLength(2);
  expect(training.notices).toContain("ce qu'elles disent n'est pas repris : ligne 3 (Code RNCP)");
});

it("Une ligne qui ne fait que redire la première n'est ni réunie ni dite autre", async () => {
  const { sources, notices } = await interpretCsv([
    [...HEADINGS, "Téléphone"],
    [...ZOE, "0612345678"],
    [...ZOE, ""],
  ]);
  expect([sources.length, notices]).toEqual([2, ""]);
});

it("Dans notre rapport qui revient, un statut corrigé dans une des deux copies n'écarte pas l'autre", async () => {
  const fields = ["id_erp_apprenant", "nom_apprenant", "prenom_apprenant", "date_de_naissance_apprenant"];
  const { sources, reading } = await interpretCsv([
    [...fields, "annee_scolaire", "statut", "passerelle_rapport"],
    [...ZOE, "APP", ""],
    [...ZOE, "ELV", ""],
  ]);
  expect(sources).toHaveLength(1);
  expect(reading.setAside).toEqual([]);
});
