import { describe, expect, it } from "vitest";
import { sheetRows } from "@/lib/spreadsheet/sheet-rows";

const headings = [
  "nom_apprenant *",
  "prenom_apprenant *",
  "date_de_naissance_apprenant *",
  "rqth_apprenant",
  "couleur",
];

describe("Les lignes d'un fichier", () => {
  it("deviennent des dossiers : champs connus seulement, valeurs lues, rien de vide", async () => {
    const rows = [{ numero: 2, cells: ["Le Goff", "Zoé", "14/03/2008", "OUI", "bleu"] }];
    expect(await sheetRows({ headings, batches: [rows] })).toEqual({
      rows: [
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
      setAside: [],
      ignoredColumns: ["couleur"],
    });
  });

  it("sans nom, prénom ou date de naissance sont écartées avec leur numéro, les autres passent", async () => {
    const rows = [
      { numero: 12, cells: ["Le Goff", "Zoé", null, null, null] },
      { numero: 13, cells: [" ", null, null, "NON", null] },
      { numero: 14, cells: ["Le Goff", "Zoé", "31/02/2008", null, null] },
      { numero: 15, cells: [null, null, null, null, "bleu"] },
    ];
    const parsed = await sheetRows({ headings, batches: [rows.slice(0, 1), rows.slice(1)] });
    expect(parsed.setAside).toEqual([
      { row: 12, reason: "Ligne 12 : il manque la date de naissance." },
      { row: 13, reason: "Ligne 13 : il manque le nom, le prénom et la date de naissance." },
    ]);
    expect(parsed.rows.map((l) => [l.numero, l.source.date_de_naissance_apprenant])).toEqual([[14, "31/02/2008"]]);
  });
});
