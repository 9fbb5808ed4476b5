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
    expect(sources[0]).toMatchObject({
      email_contact: "ancienne@example.org",
      contrat_date_debut_2: "2027-01-14",
      contrat_date_fin_2: "2028-08-31",
    });
  });

  it("demandent au champ où leur valeur est rangée, une fois, et rien de ce qui n'est pas gardé", async () => {
    const never = await interpretCsv([
      CONTRAT,
      contrat("Zoé", "", "14/01/2027", "31/12/9999"),
      contrat("Zoé", "zo\uFFFD@example.org", "13/09/2026", "31/12/2026"),
    ]);
    expect(never.sources).toMatchObject([{ contrat_date_fin: "2026-12-31", contrat_date_fin_2: "9999-12-31" }]);
    expect(never.doubts.map(({ champ }) => champ)).toEqual(["contrat_date_fin_2", "email_contact"]);
    expect(never.doubts[0]?.sentence).toMatch(/^La date de fin du deuxième contrat/);
    const unsure = (debut: string) => ["7", "Martin", "Zoé", "05/04/2008", "", debut, ""];
    const { doubts } = await interpretCsv([CONTRAT, unsure("01/09/2026"), unsure("02/11/2026")]);
    expect(doubts.map(({ champ }) => champ)).toEqual([
      "date_de_naissance_apprenant",
      "contrat_date_debut",
      "contrat_date_debut_2",
    ]);
    const kept = await interpretCsv([
      CONTRAT,
      contrat("Zoé", "zoe@example.org", "13/09/2026", "31/12/2026"),
      contrat("Zoé", "zo\uFFFD@example.org", "14/01/2027", "31/08/2028"),
    ]);
    expect([kept.sources[0]?.email_contact, kept.doubts]).toEqual(["zoe@example.org", []]);
  });

  it("dont une ne dit pas l'employeur d'un contrat que l'autre décrit n'en font pas deux", async () => {
    const headings = [...CONTRAT, "siret employeur"];
    const first = contrat("Zoé", "", "13/09/2026", "31/12/2026");
    const { sources } = await interpretCsv([
      headings,
      [...first, ""],
      [...first, "73282932000074"],
      [...contrat("Zoé", "", "14/01/2027", "31/08/2028"), "59904711500010"],
    ]);
    expect(sources).toMatchObject([
      { siret_employeur: "73282932000074", contrat_date_debut_2: "2027-01-14", siret_employeur_2: "59904711500010" },
    ]);
    expect(sources[0]).not.toHaveProperty("contrat_date_debut_3");
    const two = await interpretCsv([headings, [...first, "73282932000074"], [...first, "59904711500010"]]);
    expect(two.sources[0]).toHaveProperty("contrat_date_debut_2");
  });

  it("dont l'un a perdu ses zéros de tête sont un dossier ; de deux personnes, ils en sont deux", async () => {
    const first = contrat("Zoé", "", "13/09/2026", "31/12/2026");
    const next = contrat("Zoé", "", "14/01/2027", "31/08/2028");
    const { sources } = await interpretCsv([CONTRAT, ["0007", ...first.slice(1)], next]);
    expect(sources).toMatchObject([{ id_erp_apprenant: "0007", contrat_date_debut_2: "2027-01-14" }]);
    const other = ["7", "Durand", "Léo", "23/05/2007", "", "14/01/2027", "31/08/2028"];
    const two = await interpretCsv([CONTRAT, ["0007", ...first.slice(1)], other]);
    expect(two.sources.map((s) => s.id_erp_apprenant)).toEqual(["0007", "7"]);
    expect(two.reading.setAside).toEqual([]);
  });
});
