import { describe, expect, it } from "vitest";
import { interpretCsv } from "@/tests/helpers/interpret";

const HEADINGS = ["identifiant", "nom", "prénom", "né le", "date d'entrée"];
const rowsOf = (...pairs: readonly (readonly [string, string])[]) => [
  HEADINGS,
  ...pairs.map(([born, entry], i) => [`A${i}`, "Martin", `Prénom${"abcdefgh"[i]}`, born, entry]),
];
const births = async (...dates: string[]) => {
  const { sources } = await interpretCsv(rowsOf(...dates.map((date) => [date, "01/09/2026"] as const)));
  return sources.map((source) => source.date_de_naissance_apprenant);
};

describe("Une colonne de dates", () => {
  it("a un seul ordre, que sa date de plus de douze prouve", async () => {
    expect(await births("04/05/2008", "28/03/2008")).toEqual(["2008-05-04", "2008-03-28"]);
    expect(await births("04/05/2008", "03/28/2008")).toEqual(["2008-04-05", "2008-03-28"]);
  });

  it("qui ne prouve rien suit le reste du fichier quand il ne dit qu'une chose", async () => {
    const { sources, doubts } = await interpretCsv(rowsOf(["03/28/2008", "09/01/2026"], ["04/05/2008", "09/02/2026"]));
    expect(sources.map((s) => s.date_entree_formation)).toEqual(["2026-09-01", "2026-09-02"]);
    expect(doubts).toEqual([]);
  });

  it("que rien ne prouve demande, et le choix d'une personne la décide", async () => {
    const rows = rowsOf(["04/05/2008", "01/09/2026"]);
    const { doubts, reading } = await interpretCsv(rows);
    expect(doubts.map(({ code, champ }) => [code, champ])).toEqual([
      ["date-order", "date_de_naissance_apprenant"],
      ["date-order", "date_entree_formation"],
    ]);
    expect(reading.columns.filter((c) => c.ambiguousDates).map((c) => c.heading)).toEqual(["né le", "date d'entrée"]);
    const said = await interpretCsv(rows, { dates: { "né le": "month-first", "date d'entrée": "day-first" } });
    expect(said.doubts).toEqual([]);
    expect(said.sources).toMatchObject([
      { date_de_naissance_apprenant: "2008-04-05", date_entree_formation: "2026-09-01" },
    ]);
  });

  it("qui prouve les deux ordres demande pour les dates qui ont deux lectures, et lit les autres", async () => {
    const { rows } = await interpretCsv(
      rowsOf(["28/03/2008", "28/08/2026"], ["03/28/2008", "28/08/2026"], ["04/05/2008", "28/08/2026"]),
    );
    expect(rows.map(({ source }) => source.date_de_naissance_apprenant)).toEqual([
      "2008-03-28",
      "2008-03-28",
      "2008-05-04",
    ]);
    expect(rows.map(({ doubts }) => doubts.length)).toEqual([0, 0, 1]);
  });

  it("se lit en toutes lettres, en numéros de tableur et en chiffres collés", async () => {
    expect(
      await births(
        "12 mars 2008",
        "1er sept. 2007",
        "12-févr-08",
        "39519",
        "20080314",
        "2008-03-15 00:00:00",
        "16.03.08",
      ),
    ).toEqual(["2008-03-12", "2007-09-01", "2008-02-12", "2008-03-12", "2008-03-14", "2008-03-15", "2008-03-16"]);
  });

  it("n'invente jamais : une date incomplète ou de trop est laissée, et demande si le TBA l'aurait lue", async () => {
    const { rows } = await interpretCsv(rowsOf(["28/03/2008", "2025-09-011"], ["31/02/2008", "28/08/2026"]));
    expect(rows.map(({ source }) => [source.date_de_naissance_apprenant, source.date_entree_formation])).toEqual([
      ["2008-03-28", "2025-09-011"],
      ["31/02/2008", "2026-08-28"],
    ]);
    expect(rows.map(({ doubts }) => doubts.map(({ code }) => code))).toEqual([["date-unreadable"], []]);
  });

  it("obligatoire, dont une date est 1900, 0 ou 9999, demande", async () => {
    const { rows } = await interpretCsv(rowsOf(["28/03/2008", "01/01/1900"], ["29/03/2008", "31/12/9999"]));
    expect(rows.map(({ doubts }) => doubts.map(({ code, champ }) => [code, champ]))).toEqual([
      [["date-fictive", "date_entree_formation"]],
      [["date-fictive", "date_entree_formation"]],
    ]);
  });
});

describe("Les mots d'un logiciel", () => {
  const withColumn = (heading: string, ...words: string[]) => [
    [...HEADINGS, heading],
    ...words.map((word, i) => [`A${i}`, "Martin", `Prénom${"abcdefgh"[i]}`, "28/03/2008", "28/08/2026", word]),
  ];
  const valuesOf = async (heading: string, key: string, ...words: string[]) =>
    (await interpretCsv(withColumn(heading, ...words))).sources.map((source) => source[key]);

  it("sont traduits quand ils ne veulent dire qu'une chose", async () => {
    expect(await valuesOf("Civilité", "sexe_apprenant", "Mme", "Monsieur", "Mlle", "M.")).toEqual(["F", "M", "F", "M"]);
    expect(await valuesOf("Année de formation", "annee_formation", "BTSA 1", "2ème année", "1A", "3")).toEqual([
      1,
      2,
      "1A",
      3,
    ]);
    expect(await valuesOf("Durée formation (mois)", "duree_theorique_formation_mois", "24 mois", "2 ans")).toEqual([
      24, 24,
    ]);
    expect(await valuesOf("N° INE", "ine_apprenant", "1234 56789 FF", "123456789-FF")).toEqual([
      "123456789FF",
      "123456789FF",
    ]);
  });

  it("le sont par une personne pour les autres, une fois pour toute la colonne", async () => {
    const rows = withColumn("Statut", "Alternant", "Apprenti", "Externe");
    const asked = await interpretCsv(rows);
    expect(asked.rows.map(({ doubts }) => doubts.map(({ code }) => code))).toEqual([
      ["statut-unknown"],
      [],
      ["statut-unknown"],
    ]);
    expect(asked.reading.columns.at(-1)?.values).toMatchObject([
      { value: "Alternant", cells: 1 },
      { value: "Apprenti" },
      { value: "Externe" },
    ]);
    const said = await interpretCsv(rows, { values: { statut: { Alternant: "APP", Externe: "ELV" } } });
    expect(said.doubts).toEqual([]);
    expect(said.sources.map((s) => s.statut)).toEqual(["APP", "Apprenti", "ELV"]);
  });

  it("abîmés dans un nom demandent ; un nom d'ailleurs, non", async () => {
    const names = ["Ã‰lodie", "Fran?ois", "Zo\uFFFD", "O’Brien", "Łukasz", "Đặng", "D'Aubigné-Le Goff"];
    const { rows } = await interpretCsv([
      HEADINGS,
      ...names.map((name, i) => [`A${i}`, "Martin", name, `2${i}/03/2008`, "28/08/2026"]),
    ]);
    expect(rows.map(({ doubts }) => doubts.length)).toEqual([1, 1, 1, 0, 0, 0, 0]);
    expect(rows[1]?.doubts[0]?.sentence).toMatch(/^Ce prénom semble abîmé : « Fran\?ois »/);
  });
});

describe("Les titres", () => {
  it("que personne ne connaît sont proposés par ce que leur colonne contient, et une personne choisit", async () => {
    const rows = [
      [...HEADINGS, "Réf. 1", "Réf. 2", "Ville"],
      ["A1", "Martin", "Zoé", "28/03/2008", "28/08/2026", "73282932000074", "RNCP38362", "Rennes"],
    ];
    const { reading, notices } = await interpretCsv(rows);
    expect(reading.columns.slice(5)).toMatchObject([
      { heading: "Réf. 1", field: null, proposed: "siret_employeur", samples: ["73282932000074"] },
      { heading: "Réf. 2", field: null, proposed: "formation_rncp" },
      { heading: "Ville", field: null, proposed: null },
    ]);
    expect(notices).toContain("« Ville » (1 cellule)");
    const said = await interpretCsv(rows, { columns: { "Réf. 1": "siret_employeur", Ville: null } });
    expect(said.sources[0]?.siret_employeur).toBe("73282932000074");
    expect(said.reading.columns[5]).toMatchObject({ field: "siret_employeur", origin: "choice" });
  });

  it("de deux colonnes pour un champ, la première est prise et l'autre est dite ; le nom de naissance remplace un nom d'usage vide", async () => {
    const { sources, notices } = await interpretCsv([
      ["identifiant", "Nom de naissance", "Nom d'usage", "prénom", "né le", "e-mail", "courriel"],
      ["A1", "Martin", "", "Zoé", "28/03/2008", "zoe@example.org", "autre@example.org"],
      ["A2", "Martin", "Durand", "Léa", "28/03/2008", "lea@example.org", ""],
    ]);
    expect(sources.map((s) => [s.nom_apprenant, s.email_contact])).toEqual([
      ["Martin", "zoe@example.org"],
      ["Durand", "lea@example.org"],
    ]);
    expect(notices).toMatch(
      /«\scourriel\s» va dans le même champ que «\se-mail\s», seule prise : 1\scellule dit autre chose/,
    );
  });

  it("d'un bandeau et d'une seconde ligne se lisent ensemble", async () => {
    const { sources } = await interpretCsv([
      ["Apprenant", "", "", "", "Contrat 1", "", "Contrat 2", ""],
      ["identifiant", "nom", "prénom", "né le", "Début", "Fin", "Début", "Fin"],
      ["A1", "Martin", "Zoé", "28/03/2008", "28/08/2026", "27/08/2027", "28/08/2027", "27/08/2028"],
    ]);
    expect(sources).toMatchObject([
      { contrat_date_debut: "2026-08-28", contrat_date_fin: "2027-08-27", contrat_date_debut_2: "2027-08-28" },
    ]);
  });

  it("un numéro de sécurité sociale n'est jamais pris", async () => {
    const { sources, reading } = await interpretCsv([
      ["nom", "prénom", "né le", "NIR", "N° de sécurité sociale", "N° INSEE"],
      ["Martin", "Zoé", "28/03/2008", "108033512345678", "108033512345678", "108033512345678"],
    ]);
    expect(JSON.stringify([sources, reading])).not.toContain("108033512345678");
    expect(reading.columns.slice(3).map(({ field }) => field)).toEqual([null, null, null]);
  });
});

describe("Les lignes", () => {
  it("de plusieurs personnes sous un même identifiant sont écartées, jamais confondues", async () => {
    const { rows, reading } = await interpretCsv([
      HEADINGS,
      ["7", "Martin", "Zoé", "28/03/2008", "28/08/2026"],
      ["7", "Durand", "Paul", "13/05/2007", "28/08/2026"],
    ]);
    expect(rows).toEqual([]);
    expect(reading.setAside.map(({ reason }) => reason)).toEqual([
      expect.stringContaining("l'identifiant « 7 » est porté par plusieurs personnes (lignes 2 et 3)"),
      expect.stringContaining("Ligne 3"),
    ]);
  });

  it("de plus de quatre contrats gardent les quatre derniers, et c'est dit", async () => {
    const contrats = ["2022", "2023", "2024", "2025", "2026"].map((year) => [
      "7",
      "Martin",
      "Zoé",
      "28/03/2004",
      `28/08/${year}`,
    ]);
    const { sources, notices } = await interpretCsv([
      ["identifiant", "nom", "prénom", "né le", "Date début contrat"],
      ...contrats,
    ]);
    expect(sources).toHaveLength(1);
    expect(sources[0]).toMatchObject({ contrat_date_debut: "2023-08-28", contrat_date_debut_4: "2026-08-28" });
    expect(notices).toContain("Plus de quatre contrats pour une personne (ligne 2)");
  });

  it("qui ne disent pas de qui elles parlent sont écartées avec ce qui manque", async () => {
    const { reading, rows } = await interpretCsv([
      [...HEADINGS, "couleur"],
      ["A1", "Le Goff", "Zoé", "", "", ""],
      ["", "", "", "", "", "bleu"],
      ["A3", "Le Goff", "Léo", "28/03/2008", "", ""],
    ]);
    expect(rows.map(({ row }) => row)).toEqual([4]);
    expect(reading.setAside.map(({ reason }) => reason)).toEqual([
      "Ligne 2 : il manque la date de naissance.",
      "Ligne 3 : aucune colonne reconnue n'y est remplie.",
    ]);
  });
});

it("Un titre ou une valeur qui porte un nom réservé n'est qu'un texte comme un autre", async () => {
  const [headings = [], first = []] = rowsOf(["04/05/2008", "01/09/2026"]);
  const rows = ["__proto__", "constructor", "toString"].map((word) => [word, ...first.slice(1), word]);
  const { sources, reading } = await interpretCsv([[...headings, "constructor"], ...rows]);
  expect(sources.map((source) => source.id_erp_apprenant)).toEqual(["__proto__", "constructor", "toString"]);
  expect(reading.columns.find(({ heading }) => heading === "constructor")?.field).toBeNull();
});
