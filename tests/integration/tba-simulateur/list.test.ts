import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { BASE } from "@/tests/fixtures/vectors";
import { KEY, type SimulatorUnderTest, start } from "./simulator-under-test";

let tba: SimulatorUnderTest;
beforeAll(async () => {
  tba = await start({ TBA_SIMULATEUR_ORGANISMES_FERMES: "0111111A:82409268800026" });
  const withoutContrat: JsonObject = {
    ...BASE,
    contrat_date_debut: null,
    contrat_date_fin: null,
    siret_employeur: null,
  };
  const dossiers: JsonObject[] = [
    { ...BASE, id_erp_apprenant: "apprenti" },
    { ...withoutContrat, id_erp_apprenant: "inscrit", nom_apprenant: "inscrit", formation_cfd: null },
    { ...BASE, id_erp_apprenant: "rompu", nom_apprenant: "rompu", contrat_date_rupture: "2023-11-01" },
    { ...BASE, id_erp_apprenant: "exclu", nom_apprenant: "exclu", date_exclusion_formation: "2023-10-15" },
    { ...withoutContrat, id_erp_apprenant: "a-venir", nom_apprenant: "à venir", date_entree_formation: "2024-01-01" },
    {
      ...BASE,
      id_erp_apprenant: "organisme-ferme",
      nom_apprenant: "fermé",
      etablissement_formateur_uai: "0111111A",
      etablissement_formateur_siret: "82409268800026",
    },
    { ...BASE, id_erp_apprenant: "ancien", nom_apprenant: "ancien", annee_scolaire: "2022-2023" },
  ];
  await tba.client.transmit(
    KEY,
    dossiers.map((dossier) => JSON.stringify(dossier)),
  );
});
afterAll(() => tba.close());

async function download(type: string, date = "2023-11-15") {
  const response = await fetch(`${tba.url}/_simulateur/liste.xlsx?cle=${KEY}&type=${type}&date=${date}`);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(await response.arrayBuffer());
  const sheet = workbook.getWorksheet("Liste");
  if (sheet === undefined) throw new Error("Pas de feuille « Liste »");
  const rows: unknown[][] = [];
  sheet.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
  return { response, workbook, titles: rows[0], rows: rows.slice(1) };
}
const names = async (type: string) => (await download(type)).rows.map((row) => row[4]);

describe("La liste nominative du TBA simulé", () => {
  it("porte le nom, la feuille et les titres de celle du TBA", async () => {
    const { response, workbook, titles } = await download("apprenant");
    expect(response.headers.get("content-disposition")).toBe(
      'attachment; filename="tdb-effectifs-apprenant-2023-11-15.xlsx"',
    );
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(["Liste"]);
    expect(titles).toEqual([
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
    const { rows } = await download("apprenti");
    expect(rows).toHaveLength(1);
    expect(rows[0]?.slice(0, 2)).toEqual(["0352660B", "77764444100018"]);
    expect(rows[0]?.slice(4, 12)).toEqual([
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
  ])("de type %s ne porte que ses statuts, ce jour-là et pour l'année scolaire", async (type, expected) => {
    expect(await names(type)).toEqual(expected);
  });

  it("change d'année scolaire le 1er août, et garde l'année civile", async () => {
    const shown = async (date: string) => (await download("apprenant", date)).rows.map((row) => row[4]);
    expect(await shown("2024-07-31")).toContain("LEFÈVRE");
    expect(await shown("2024-08-01")).toEqual([]);
    expect(await shown("2023-07-31")).toEqual([]);
  });

  it("montre un apprenant du jour où son parcours commence", async () => {
    const shown = async (date: string) => (await download("apprenant", date)).rows.map((row) => row[4]);
    expect(await shown("2023-12-31")).not.toContain("À VENIR");
    expect(await shown("2024-01-01")).toContain("À VENIR");
  });

  it("refuse un type inconnu par une phrase", async () => {
    const response = await fetch(`${tba.url}/_simulateur/liste.xlsx?type=toString`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ erreur: expect.stringContaining("inscritSansContrat") });
  });
});
