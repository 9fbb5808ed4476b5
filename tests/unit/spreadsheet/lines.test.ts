import { describe, expect, it } from "vitest";
import { interpret, interpretCsv } from "@/tests/helpers/interpret";

const HEADINGS = ["identifiant", "nom", "prénom", "né le", "employeur", "e-mail", "adresse"];
const ZOE = ["A1", "Martin", "Zoé", "28/03/2008", "Garage", "zoe@example.org", "3 rue"];
const LEO = ["A2", "Durand", "Léo", "23/05/2007", "Garage", "leo@example.org", "4 rue"];
const bytesOf = (text: string) => new TextEncoder().encode(text);

describe("Une ligne d'un csv", () => {
  it("qu'un séparateur sans guillemets décale est écartée avec la raison, jamais lue de travers", async () => {
    const shifted = [...ZOE.slice(0, 4), "Garage; et fils", ...ZOE.slice(5)];
    const { sources, reading } = await interpretCsv([HEADINGS, shifted, LEO]);
    expect(sources.map((s) => s.nom_apprenant)).toEqual(["Durand"]);
    expect(reading.setAside).toMatchObject([{ row: 2, reason: expect.stringContaining("séparateur sans guillemets") }]);
  });

  it("qui a une remarque au bout est lue, et la remarque est comptée", async () => {
    const { sources, notices } = await interpretCsv([HEADINGS, [...ZOE, "à rappeler"], LEO]);
    expect(sources.map((s) => s.nom_apprenant)).toEqual(["Martin", "Durand"]);
    expect(notices).toMatch(/«\sColonne H \(sans titre\)\s» \(1\scellule\)/);
  });

  it("que termine un séparateur de trop, comme toutes les autres, est lue", async () => {
    const bad = [...ZOE.slice(0, 5), "sans arobase", "3 rue", ""];
    const { sources } = await interpretCsv([HEADINGS, bad, ...[1, 2, 3, 4].map((i) => [`B${i}`, ...LEO.slice(1), ""])]);
    expect(sources).toHaveLength(5);
  });

  it("quand toutes ont un guillemet de trop, le refus parle des guillemets", async () => {
    const text = [HEADINGS, [...ZOE.slice(0, 4), '"Garage "Un"', ...ZOE.slice(5)]]
      .map((row) => row.join(";"))
      .join("\n");
    await expect(interpret(bytesOf(text), "a.csv")).rejects.toThrow(/guillemets ne vont pas par deux/);
  });

  it("se lit aussi quand le fichier est nommé .xlsx : son contenu décide", async () => {
    const text = [HEADINGS, ZOE].map((row) => row.join(";")).join("\n");
    expect((await interpret(bytesOf(text), "apprentis.xlsx")).sources).toMatchObject([{ nom_apprenant: "Martin" }]);
  });
});

describe("Les lignes d'un même identifiant", () => {
  const CONTRAT = ["identifiant", "nom", "prénom", "né le", "e-mail", "date début contrat", "date fin contrat"];
  const contrat = (prenom: string, email: string, ...days: string[]) => [
    "7",
    "Martin",
    prenom,
    "28/03/2008",
    email,
    ...days,
  ];

  it("qui sont deux jumeaux sont écartées, et non un dossier à deux contrats", async () => {
    for (const [one, other] of [
      ["Léa", "Léo"],
      ["Louis", "Louise"],
      ["Ana", "Eva"],
    ] as const) {
      const { rows, reading } = await interpretCsv([
        CONTRAT,
        contrat(one, "", "13/09/2026", "31/08/2028"),
        contrat(other, "", "14/01/2027", "31/08/2028"),
      ]);
      expect(rows).toEqual([]);
      expect(reading.setAside.map(({ row }) => row)).toEqual([2, 3]);
    }
  });

  it("qui écrivent autrement le même prénom sont un dossier", async () => {
    const { sources } = await interpretCsv([
      CONTRAT,
      contrat("Zoé", "", "13/09/2026", "31/08/2028"),
      contrat("ZOE Marie", "", "14/01/2027", "31/08/2028"),
    ]);
    expect(sources).toMatchObject([{ contrat_date_debut: "2026-09-13", contrat_date_debut_2: "2027-01-14" }]);
  });

  it("qui ne disent pas la même chose de la personne sont nommées", async () => {
    const { sources, notices } = await interpretCsv([
      CONTRAT,
      contrat("Zoé", "ancienne@example.org", "13/09/2026", "31/08/2028"),
      contrat("zoé", "zoe@example.org", "14/01/2027", "31/08/2028"),
      contrat("Zoé", "", "14/01/2027", "31/08/2029"),
    ]);
    expect(sources).toHaveLength(1);
    expect(notices).toMatch(/ne disent pas la même chose .* ligne 2 \(E-mail de l'apprenant, Date de fin du contrat\)/);
  });
});
