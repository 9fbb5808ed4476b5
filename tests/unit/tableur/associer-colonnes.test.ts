import { describe, expect, it } from "vitest";
import { CHAMPS } from "@/lib/dossier/champs";
import { associerColonnes } from "@/lib/tableur/associer-colonnes";

describe("Les en-têtes", () => {
  it("tous les noms de l'API et tous nos libellés mènent chacun à leur champ", () => {
    const cles = CHAMPS.map((champ) => champ.cle);
    expect(associerColonnes(cles)).toEqual({ colonnes: cles, ignorees: [] });
    expect(associerColonnes(CHAMPS.map((champ) => champ.libelle))).toEqual({ colonnes: cles, ignorees: [] });
  });

  it("se lisent avec les étoiles du modèle, sans regarder à la casse, aux accents ni aux espaces", () => {
    const entetes = [
      "nom_apprenant *",
      "contrat_date_fin_2**",
      " PRENOM APPRENANT ",
      "Date d’entrée",
      "né le",
      "N° SIRET",
    ];
    expect(associerColonnes(entetes)).toEqual({
      colonnes: [
        ...(["nom_apprenant", "contrat_date_fin_2", "prenom_apprenant", "date_entree_formation"] as const),
        ...(["date_de_naissance_apprenant", null] as const),
      ],
      ignorees: ["N° SIRET"],
    });
  });

  it("reconnaissent les colonnes que le logiciel ajoute", () => {
    const entetes = ["id_erp_apprenant", "statut", "groupe_formation", "nom_employeur", "nom_employeur_4"];
    expect(associerColonnes(entetes).colonnes).toEqual(entetes);
  });

  it("d'une colonne en double, la première est prise et l'autre signalée", () => {
    expect(associerColonnes(["Nom", "", "nom_apprenant"])).toEqual({
      colonnes: ["nom_apprenant", null, null],
      ignorees: ["nom_apprenant (en double)"],
    });
  });

  it("le NIR n'est jamais pris", () => {
    const nir = ["nir_apprenant", "NIR", "N° de sécurité sociale"];
    expect(associerColonnes(["nom", ...nir])).toEqual({ colonnes: ["nom_apprenant", null, null, null], ignorees: nir });
  });

  it("un fichier sans aucune colonne connue est refusé d'une phrase", () => {
    expect(() => associerColonnes(["a", "b"])).toThrow(/^Aucune colonne de ce fichier n'est connue/);
  });
});
