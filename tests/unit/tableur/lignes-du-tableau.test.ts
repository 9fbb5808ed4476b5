import { describe, expect, it } from "vitest";
import { lignesDuTableau } from "@/lib/tableur/lignes-du-tableau";

const entetes = ["nom_apprenant *", "prenom_apprenant *", "date_de_naissance_apprenant *", "rqth_apprenant", "couleur"];

describe("Les lignes d'un fichier", () => {
  it("deviennent des dossiers : champs connus seulement, valeurs lues, rien de vide", () => {
    const lignes = [{ numero: 2, cellules: ["Le Goff", "Zoé", "14/03/2008", "OUI", "bleu"] }];
    expect(lignesDuTableau({ entetes, lignes })).toEqual({
      lignes: [
        {
          numero: 2,
          source: {
            nom_apprenant: "Le Goff",
            prenom_apprenant: "Zoé",
            date_de_naissance_apprenant: "2008-03-14",
            rqth_apprenant: true,
          },
        },
      ],
      ecartees: [],
      colonnesIgnorees: ["couleur"],
    });
  });

  it("sans nom, prénom ou date de naissance sont écartées avec leur numéro, les autres passent", () => {
    const lignes = [
      { numero: 12, cellules: ["Le Goff", "Zoé", null, null, null] },
      { numero: 13, cellules: [" ", null, null, "NON", null] },
      { numero: 14, cellules: ["Le Goff", "Zoé", "31/02/2008", null, null] },
      { numero: 15, cellules: [null, null, null, null, "bleu"] },
    ];
    const lues = lignesDuTableau({ entetes, lignes });
    expect(lues.ecartees).toEqual([
      { ligne: 12, raison: "Ligne 12 : il manque la date de naissance." },
      { ligne: 13, raison: "Ligne 13 : il manque le nom, le prénom et la date de naissance." },
    ]);
    expect(lues.lignes.map((l) => [l.numero, l.source.date_de_naissance_apprenant])).toEqual([[14, "31/02/2008"]]);
  });
});
