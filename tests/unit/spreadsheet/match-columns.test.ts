import { describe, expect, it } from "vitest";
import { CHAMPS } from "@/lib/domain/champs";
import { matchColumns } from "@/lib/spreadsheet/match-columns";

describe("Les en-têtes", () => {
  it("tous les noms de l'API et tous nos libellés mènent chacun à leur champ", () => {
    const keys = CHAMPS.map((champ) => champ.key);
    expect(matchColumns(keys)).toEqual({ columns: keys, ignored: [] });
    expect(matchColumns(CHAMPS.map((champ) => champ.label))).toEqual({ columns: keys, ignored: [] });
  });

  it("se lisent avec les étoiles du modèle, sans regarder à la casse, aux accents ni aux espaces", () => {
    const headings = [
      "nom_apprenant *",
      "contrat_date_fin_2**",
      " PRENOM APPRENANT ",
      "Date d’entrée",
      "né le",
      "N° SIRET",
    ];
    expect(matchColumns(headings)).toEqual({
      columns: [
        ...(["nom_apprenant", "contrat_date_fin_2", "prenom_apprenant", "date_entree_formation"] as const),
        ...(["date_de_naissance_apprenant", null] as const),
      ],
      ignored: ["N° SIRET"],
    });
  });

  it("reconnaissent les colonnes que le logiciel ajoute", () => {
    const headings = ["id_erp_apprenant", "statut", "groupe_formation", "nom_employeur", "nom_employeur_4"];
    expect(matchColumns(headings).columns).toEqual(headings);
  });

  it("d'une colonne en double, la première est prise et l'autre signalée", () => {
    expect(matchColumns(["Nom", "", "nom_apprenant"])).toEqual({
      columns: ["nom_apprenant", null, null],
      ignored: ["nom_apprenant (en double)"],
    });
  });

  it("le NIR n'est jamais pris", () => {
    const nir = ["nir_apprenant", "NIR", "N° de sécurité sociale"];
    expect(matchColumns(["nom", ...nir])).toEqual({ columns: ["nom_apprenant", null, null, null], ignored: nir });
  });

  it("un fichier sans aucune colonne connue est refusé d'une phrase", () => {
    expect(() => matchColumns(["a", "b"])).toThrow(/^Aucune colonne de ce fichier n'est connue/);
  });
});
