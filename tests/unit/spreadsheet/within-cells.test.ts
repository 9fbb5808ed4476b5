import { describe, expect, it } from "vitest";
import type { ChampKey } from "@/lib/domain/champs";
import { interpretCsv } from "@/tests/helpers/interpret";

const WHO = ["Martin", "Zoé", "28/03/2008"];

/** What a file of one person gives of one column, named as the API does. */
async function read(field: ChampKey, cell: string) {
  const quoted = `"${cell.replaceAll('"', '""')}"`;
  const others = { nom: WHO[0], prénom: WHO[1], ...(field !== "date_de_naissance_apprenant" && { "né le": WHO[2] }) };
  const { sources, notices, doubts } = await interpretCsv([
    [...Object.keys(others), field],
    [...Object.values(others).map(String), quoted],
  ]);
  return { value: sources[0]?.[field], notices, doubts };
}

describe("Une cellule qui tient autre chose que ce que veut son champ", () => {
  it.each([
    ["formation_rncp", "RNCP 38316 – BTS Management commercial", "RNCP38316"],
    ["formation_rncp", "Fiche RNCP n° 38316", "RNCP38316"],
    ["formation_rncp", "https://www.francecompetences.fr/recherche/rncp/38316/", "RNCP38316"],
    ["formation_rncp", "38316 - BTS MCO", "RNCP38316"],
    ["formation_rncp", "RNCP 38 316 - BTS MCO", "RNCP38316"],
    ["formation_rncp", "RNCP38.316 BTS MCO", "RNCP38316"],
    ["formation_rncp", "RNCP-1234 BTS MCO", "RNCP1234"],
    ["formation_cfd", "32031214 - BTS MCO", "32031214"],
    ["etablissement_formateur_uai", "UAI 0359471e", "0359471E"],
    ["siret_employeur", "732 829 320 00074 - Boulangerie", "73282932000074"],
    ["code_postal_apprenant", "35000 RENNES", "35000"],
    ["code_postal_apprenant", "F-35000 RENNES", "35000"],
    ["code_postal_apprenant", "12, avenue d'Italie, 75013 PARIS", "75013"],
    ["code_postal_apprenant", "75008 PARIS 8 (place d'Espagne)", "75008"],
    ["code_postal_apprenant", "B.P. n° 40105 35000 RENNES", "35000"],
    ["annee_scolaire", "Année 2026_2027", "2026-2027"],
    ["annee_scolaire", "26/27", "2026-2027"],
    ["annee_scolaire", "20262027", "2026-2027"],
    ["email_contact", "Zoé Martin <zoe@ex.fr>", "zoe@ex.fr"],
    ["tel_apprenant", "Port. : 06 12 34 56 78", "06 12 34 56 78"],
  ] as const)("donne ce qu'il veut, et le dit : %s, %s", async (field, cell, expected) => {
    const { value, notices } = await read(field, cell);
    expect(value).toBe(expected);
    expect(notices).toMatch(/1\scellule.*repris seul/);
  });

  it.each([
    ["email_contact", "zoe@ex.fr; pere@ex.fr", "zoe@ex.fr"],
    ["tel_apprenant", "02 99 11 22 33 / 06 12 34 56 78", "06 12 34 56 78"],
    ["tel_apprenant", "0299112233 ou 0299112244", "0299112233"],
  ] as const)("n'en garde qu'un de plusieurs, et le dit : %s, %s", async (field, cell, expected) => {
    const { value, notices } = await read(field, cell);
    expect(value).toBe(expected);
    expect(notices).toMatch(/plusieurs adresses ou numéros/);
  });

  it.each([
    ["formation_rncp", "RNCP38316 et RNCP38317"],
    ["formation_rncp", "RNCP 2024/38316"],
    ["formation_rncp", "RNCP 38 2026"],
    ["formation_rncp", "2026 - BTS MCO"],
    ["siret_employeur", "siège 73282932000074, site 73282932000082"],
    ["code_postal_apprenant", "BP 40105 Rennes"],
    ["code_postal_apprenant", "C.S. 40105 Rennes"],
    ["code_postal_apprenant", "TSA 40105 Rennes"],
    ["code_postal_apprenant", "D-10115 Berlin"],
    ["code_postal_apprenant", "10115 Berlin (Allemagne)"],
    ["code_postal_apprenant", "28013 MADRID - ESPAGNE"],
    ["code_postal_apprenant", "20000 Casablanca, Maroc"],
    ["annee_scolaire", "2025-2027"],
    ["annee_scolaire", "2026-2027-2028"],
    ["email_contact", "zoe martin@ex.fr"],
    ["email_contact", "zoe @ex.fr"],
    ["email_contact", "Maman <m@ex.fr>"],
    ["email_contact", "Mme Martin (mère) <m@ex.fr>"],
    ["tel_apprenant", "06 12 34 56 78 (mère)"],
    ["tel_apprenant", "Mme Durand 06 12 34 56 78"],
    ["tel_apprenant", "06 12 34 56 78 poste 12"],
  ] as const)("reste telle quelle quand rien n'est sûr : %s, %s", async (field, cell) => {
    expect((await read(field, cell)).value).toBe(cell);
  });
});

describe("Une date", () => {
  it.each([
    ["né le 12/03/2008 à Rennes", "2008-03-12"],
    ["12/03/2008 à Saint-Malo", "2008-03-12"],
    ["12mars2008", "2008-03-12"],
  ])("de naissance se lit parmi d'autres mots : %s", async (cell, expected) => {
    expect((await read("date_de_naissance_apprenant", cell)).value).toBe(expected);
  });

  it.each(["31/08/2028 à confirmer", "31/08/2028 à défaut 30/06/2027"])(
    "qui n'est pas de naissance reste à redire quand d'autres mots la suivent : %s",
    async (cell) => {
      expect((await read("contrat_date_fin", cell)).value).toBe(cell);
    },
  );

  it("qui est celle d'où comptent les programmes n'en est pas une", async () => {
    for (const cell of ["01/01/1970", "1970-01-01 00:00:00"]) {
      const { value, notices } = await read("contrat_date_rupture", cell);
      expect(value).toBeUndefined();
      expect(notices).toContain("n'en est pas une");
    }
    const { value, doubts } = await read("date_entree_formation", "01/01/1970");
    expect([value, doubts]).toMatchObject(["1970-01-01", [{ code: "date-fictive" }]]);
  });

  it("vide, d'un autre pays (12/30/1899), ne dit rien de l'ordre des autres", async () => {
    const { sources, doubts } = await interpretCsv([
      ["nom", "prénom", "né le", "date début contrat", "date rupture"],
      ["Martin", "Zoé", "28/03/2008", "01/09/2026", "12/30/1899"],
      ["Durand", "Léo", "04/05/2007", "02/09/2026", "12/30/1899"],
    ]);
    expect(doubts).toEqual([]);
    expect(sources).toMatchObject([
      { contrat_date_debut: "2026-09-01" },
      { date_de_naissance_apprenant: "2007-05-04" },
    ]);
    expect(sources[0]).not.toHaveProperty("contrat_date_rupture");
  });
});
