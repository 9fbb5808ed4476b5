import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ObjetJson } from "@/lib/dossier/json";
import { BASE } from "@/tests/fixtures/vecteurs";
import { CLE, demarrer, type SimulateurDeTest } from "./simulateur-de-test";

let tba: SimulateurDeTest;
beforeAll(async () => {
  tba = await demarrer();
  const sansContrat: ObjetJson = { ...BASE, contrat_date_debut: null, contrat_date_fin: null, siret_employeur: null };
  const dossiers: ObjetJson[] = [
    { ...BASE, id_erp_apprenant: "apprenti" },
    { ...sansContrat, id_erp_apprenant: "inscrit", nom_apprenant: "inscrit", formation_cfd: null },
    { ...BASE, id_erp_apprenant: "rompu", nom_apprenant: "rompu", contrat_date_rupture: "2023-11-01" },
    { ...BASE, id_erp_apprenant: "exclu", nom_apprenant: "exclu", date_exclusion_formation: "2023-10-15" },
    { ...sansContrat, id_erp_apprenant: "a-venir", nom_apprenant: "à venir", date_entree_formation: "2024-01-01" },
    { ...BASE, id_erp_apprenant: "ancien", nom_apprenant: "ancien", annee_scolaire: "2022-2023" },
  ];
  await tba.client.transmettre(
    CLE,
    dossiers.map((dossier) => JSON.stringify(dossier)),
  );
});
afterAll(() => tba.fermer());

async function telecharger(type: string, date = "2023-11-15") {
  const reponse = await fetch(`${tba.url}/_simulateur/liste.xlsx?cle=${CLE}&type=${type}&date=${date}`);
  const classeur = new ExcelJS.Workbook();
  await classeur.xlsx.load(await reponse.arrayBuffer());
  const feuille = classeur.getWorksheet("Liste");
  if (feuille === undefined) throw new Error("Pas de feuille « Liste »");
  const lignes: unknown[][] = [];
  feuille.eachRow((ligne) => lignes.push((ligne.values as unknown[]).slice(1)));
  return { reponse, classeur, titres: lignes[0], lignes: lignes.slice(1) };
}
const noms = async (type: string) => (await telecharger(type)).lignes.map((ligne) => ligne[4]);

describe("La liste nominative du TBA simulé", () => {
  it("porte le nom, la feuille et les titres de celle du TBA", async () => {
    const { reponse, classeur, titres } = await telecharger("apprenant");
    expect(reponse.headers.get("content-disposition")).toBe(
      'attachment; filename="tdb-effectifs-apprenant-2023-11-15.xlsx"',
    );
    expect(classeur.worksheets.map(({ name }) => name)).toEqual(["Liste"]);
    expect(titres).toEqual([
      "organisme_uai",
      "organisme_siret",
      "organisme_nom",
      "organisme_nature",
      "apprenant_nom",
      "apprenant_prenom",
      "apprenant_date_de_naissance",
      "apprenant_statut",
      "formation_cfd",
      "formation_rncp",
      "formation_libelle_long",
      "formation_annee",
      "formation_niveau",
      "formation_date_debut_formation",
      "formation_date_fin_formation",
    ]);
  });

  it("écrit les noms comme le TBA et la naissance comme une date d'Excel", async () => {
    const { lignes } = await telecharger("apprenti");
    expect(lignes).toHaveLength(1);
    expect(lignes[0]?.slice(0, 2)).toEqual(["0352660B", "77764444100018"]);
    expect(lignes[0]?.slice(4, 12)).toEqual([
      "LEFÈVRE",
      "Zoé",
      new Date("2004-02-29T00:00:00Z"),
      "APPRENTI",
      "32021411",
      "RNCP38243",
      "BTSa TSVO",
      1,
    ]);
  });

  it.each([
    ["apprenant", ["LEFÈVRE", "INSCRIT", "ROMPU"]],
    ["apprenti", ["LEFÈVRE"]],
    ["inscritSansContrat", ["INSCRIT"]],
    ["rupturant", ["ROMPU"]],
    ["abandon", ["EXCLU"]],
  ])("de type %s ne porte que ses statuts, ce jour-là et pour l'année scolaire", async (type, attendus) => {
    expect(await noms(type)).toEqual(attendus);
  });

  it("refuse un type inconnu par une phrase", async () => {
    const reponse = await fetch(`${tba.url}/_simulateur/liste.xlsx?type=toString`);
    expect(reponse.status).toBe(400);
    expect(await reponse.json()).toEqual({ erreur: expect.stringContaining("inscritSansContrat") });
  });
});
