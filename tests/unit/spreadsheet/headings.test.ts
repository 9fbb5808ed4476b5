import { describe, expect, it } from "vitest";
import { matchHeading } from "@/lib/spreadsheet/headings/match-heading";
import { interpretCsv } from "@/tests/helpers/interpret";

const fieldOf = (heading: string) => matchHeading(heading)?.field ?? null;
const PERSON = ["identifiant", "nom", "prénom", "né le"];
const ZOE = ["A1", "Martin", "Zoé", "28/03/2008"];
const LEO = ["A2", "Durand", "Léo", "23/05/2007"];

describe("Un titre", () => {
  it("d'une base de données dit de qui il est par « APP », que « N° App. » ne dit pas", () => {
    for (const [heading, field] of [
      ["NOM_APP", "nom_apprenant"],
      ["APP_PRENOM", "prenom_apprenant"],
      ["MAIL_APPR", "email_contact"],
      ["CP_APP", "code_postal_apprenant"],
      ["N° App.", null],
      ["N° appt", null],
      ["ANNEE_SCOL", "annee_scolaire"],
      ["Code postal de résidence", "code_postal_apprenant"],
      ["RQTH (O/N)", "rqth_apprenant"],
      ["Code diplôme (8 car.)", "formation_cfd"],
    ] as const)
      expect([heading, fieldOf(heading)]).toEqual([heading, field]);
  });

  it("qui parle d'un parent ou d'un tuteur n'est jamais celui de l'apprenant, ni l'adresse du tuteur celle d'un parent", () => {
    for (const whose of ["du père", "de la mère", "du représentant légal", "du tuteur", "parent 1"]) {
      expect([whose, fieldOf(`Nom ${whose}`)]).toEqual([whose, null]);
    }
    expect(fieldOf("Email tuteur")).toBeNull();
    expect(fieldOf("Tuteur - Email")).toBeNull();
    expect(fieldOf("Nom de famille de l'élève")).toBe("nom_apprenant");
    for (const heading of ["E-mail famille", "Email du père", "Mail tuteur légal"])
      expect(fieldOf(heading)).toBe("responsable_apprenant_mail1");
  });

  it("dit un nom ou une naissance avec ce que les logiciels y ajoutent", () => {
    for (const heading of ["Nom (en majuscules)", "Nom de famille (ou d'usage)", "Nom d'usage ou de naissance"])
      expect([heading, fieldOf(heading)]).toEqual([heading, "nom_apprenant"]);
    for (const heading of ["DDN", "Birthday", "Né le (jj/mm/aa)"])
      expect([heading, fieldOf(heading)]).toEqual([heading, "date_de_naissance_apprenant"]);
  });

  it("d'un téléphone fixe ne prend que la place d'un portable vide, quel que soit leur ordre", async () => {
    const { sources } = await interpretCsv([
      [...PERSON, "Tél. fixe", "Portable"],
      [...ZOE, "0299000000", "0612345678"],
      [...LEO, "0299000001", ""],
    ]);
    expect(sources.map((s) => s.tel_apprenant)).toEqual(["0612345678", "0299000001"]);
  });

  it("du lieu d'exécution du contrat, chez l'employeur, n'est pas celui du lieu de formation", () => {
    for (const heading of ["SIRET du lieu d'exécution", "Code postal du lieu d’exécution du contrat"])
      expect([heading, fieldOf(heading)]).toEqual([heading, null]);
    expect(fieldOf("Date de début d'exécution du contrat")).toBe("contrat_date_debut");
    expect(fieldOf("SIRET du lieu de formation")).toBe("etablissement_lieu_de_formation_siret");
    expect(fieldOf("Date of birth")).toBe("date_de_naissance_apprenant");
  });

  it("qui dit où quelqu'un est né ne dit pas quand", async () => {
    for (const heading of ["Né à", "Née à", "Né(e) à"]) expect([heading, fieldOf(heading)]).toEqual([heading, null]);
    expect(fieldOf("Né(e) le")).toBe("date_de_naissance_apprenant");
    expect(fieldOf("Code diplôme (CFD)")).toBe("formation_cfd");
  });

  it("sous le bandeau de quelqu'un d'autre, un nom, un téléphone ou une adresse ne sont pas ceux de l'apprenti", async () => {
    for (const band of [
      "Maître d'apprentissage",
      "Tuteur",
      "Responsable légal de l'apprenti",
      "Entreprise",
      "Personne à prévenir",
    ])
      for (const others of ["Nom", "Prénom", "Téléphone", "Date de naissance", "Nom Prénom"])
        expect([band, others, matchHeading(others, band)?.field.endsWith("_apprenant") ?? false]).toEqual([
          band,
          others,
          false,
        ]);
    expect(matchHeading("Nom", "Entreprise")?.field).toBe("nom_employeur");
    expect(matchHeading("SIRET", "Employeur")?.field).toBe("siret_employeur");
    expect(matchHeading("E-mail", "Responsable légal")?.field).toBe("responsable_apprenant_mail1");
    for (const band of ["", "Apprenti", "Identité", "Apprenti et entreprise"])
      expect([band, matchHeading("Nom", band)?.field]).toEqual([band, "nom_apprenant"]);
    expect(matchHeading("nom_apprenant", "Tuteur")?.field).toBe("nom_apprenant");
    const { sources } = await interpretCsv([
      ["Maître d'apprentissage", "", "Apprenti", "", ""],
      ["Nom Prénom", "Téléphone", "Identifiant", "Nom Prénom", "Né le"],
      ["DURAND Paul", "0612345678", "A1", "MARTIN Zoé", "28/03/2008"],
    ]);
    expect(sources).toEqual([
      {
        nom_apprenant: "MARTIN",
        prenom_apprenant: "Zoé",
        id_erp_apprenant: "A1",
        date_de_naissance_apprenant: "2008-03-28",
      },
    ]);
  });

  it("une faute de frappe est proposée, jamais prise ; deux champs aussi proches, ou un autre rang, ne proposent rien", async () => {
    const proposedFor = async (heading: string) => {
      const { reading } = await interpretCsv([
        [...PERSON, heading],
        [...ZOE, "x"],
      ]);
      const column = reading.columns.at(-1);
      expect([heading, column?.field]).toEqual([heading, null]);
      return column?.proposed;
    };
    expect(await proposedFor("Date de debut de contart")).toBe("contrat_date_debut");
    expect(await proposedFor("Code psotal")).toBe("code_postal_apprenant");
    expect(await proposedFor("Libelé formation")).toBe("libelle_court_formation");
    expect(await proposedFor("Année scolair")).toBe("annee_scolaire");
    for (const heading of ["Contrat 5 début", "Ville", "Lieu de naissance", "Nom tuteur", "Formateur", "E-mial"])
      expect([heading, await proposedFor(heading)]).toEqual([heading, null]);
    // A field that another column has is not proposed again.
    const { reading } = await interpretCsv([
      [...PERSON, "Code postal", "Code psotal"],
      [...ZOE, "35000", "x"],
    ]);
    expect(reading.columns.at(-1)).toMatchObject({ field: null, proposed: null });
  });

  it("« Titre » seul est une civilité plutôt qu'une formation", async () => {
    const { sources, reading } = await interpretCsv([
      ["Titre", ...PERSON, "Formation"],
      ["Mme", ...ZOE, "BTS MCO"],
    ]);
    expect(sources[0]?.libelle_court_formation).toBe("BTS MCO");
    expect(reading.columns[0]).toMatchObject({ field: null, proposed: "sexe_apprenant" });
    expect(fieldOf("Titre préparé")).toBe("libelle_court_formation");
    expect(fieldOf("Diplôme / titre")).toBe("libelle_court_formation");
  });

  it("« Catégorie », « Type de public » ou « Profil » aussi", async () => {
    for (const heading of ["Catégorie", "Type de public", "Type d'apprenant", "Profil"]) {
      const { sources } = await interpretCsv([
        [...PERSON, heading],
        [...ZOE, "Apprenti"],
        [...LEO, "Élève"],
      ]);
      expect([heading, sources.map((s) => s.statut)]).toEqual([heading, ["Apprenti", "Élève"]]);
    }
  });

  it("« Régime » dit le statut quand ses cellules le disent, et rien quand elles parlent d'internat", async () => {
    const read = (...words: [string, string]) =>
      interpretCsv([
        [...PERSON, "Régime"],
        [...ZOE, words[0]],
        [...LEO, words[1]],
      ]);
    const boarding = await read("Demi-pensionnaire", "Interne");
    expect(boarding.doubts).toEqual([]);
    expect(boarding.notices).toMatch(/Colonne non reprise : « Régime » \(2 cellules\)/);
    expect((await read("Apprentissage", "Scolaire")).sources.map(({ statut }) => statut)).toEqual([
      "Apprentissage",
      "Scolaire",
    ]);
  });

  it("« Rupture » laisse la place à la date de rupture", async () => {
    const { sources } = await interpretCsv([
      [...PERSON, "Rupture", "Date rupture"],
      [...ZOE, "Oui", "13/10/2026"],
    ]);
    expect(sources[0]?.contrat_date_rupture).toBe("2026-10-13");
  });

  it("se reconnaît avec ses consignes, ses parenthèses, ses chiffres collés, et en anglais", () => {
    const known = {
      "Prénom(s)": "prenom_apprenant",
      "SIRET du responsable (obligatoire)": "etablissement_responsable_siret",
      "SIRET employeur - 14 chiffres": "siret_employeur",
      "INE (11 caractères)": "ine_apprenant",
      "Sexe (H/F)": "sexe_apprenant",
      DATENAIS: "date_de_naissance_apprenant",
      DATE_DEBUT_CONTRAT1: "contrat_date_debut",
      dateFinContrat2: "contrat_date_fin_2",
      CONTRAT3_DATE_DEBUT: "contrat_date_debut_3",
      "Last name": "nom_apprenant",
      firstName: "prenom_apprenant",
      "Zip code": "code_postal_apprenant",
      "Contract start date": "contrat_date_debut",
    };
    expect(Object.fromEntries(Object.keys(known).map((heading) => [heading, fieldOf(heading)]))).toEqual(known);
    expect(fieldOf("Date début contrat 5")).toBeNull();
  });
});

it("Un titre abîmé par un tableur, une page web ou un encodage se reconnaît", () => {
  const known = {
    "Nom_x000D_\nde famille": "nom_apprenant",
    "T&eacute;l&eacute;phone": "tel_apprenant",
    "PrÃ©nom": "prenom_apprenant",
    "NÂ° INE": "ine_apprenant",
    "Pr\u200be\u0301nom": "prenom_apprenant",
  };
  expect(Object.fromEntries(Object.keys(known).map((heading) => [heading, fieldOf(heading)]))).toEqual(known);
});

describe("Les titres d'un contrat qui reviennent", () => {
  const CONTRAT = ["Date début contrat", "Date fin contrat", "SIRET entreprise"];
  const first = ["13/09/2026", "31/08/2028", "73282932000074"];
  const second = ["16/11/2026", "31/08/2028", "59904711500010"];

  it("sont ceux du deuxième contrat", async () => {
    const { sources, notices } = await interpretCsv([
      [...PERSON, ...CONTRAT, ...CONTRAT],
      [...ZOE, ...first, ...second],
      [...LEO, ...first, "", "", ""],
    ]);
    expect(sources[0]).toMatchObject({
      ...{ contrat_date_debut: "2026-09-13", siret_employeur: "73282932000074" },
      ...{ contrat_date_debut_2: "2026-11-16", contrat_date_fin_2: "2028-08-31", siret_employeur_2: "59904711500010" },
    });
    expect(sources[1]).not.toHaveProperty("contrat_date_debut_2");
    expect(notices).not.toContain("dit la même chose");
  });

  it("ne font pas un deuxième contrat de ce qui n'est qu'une copie", async () => {
    const { sources, notices } = await interpretCsv([
      [...PERSON, ...CONTRAT, ...CONTRAT],
      [...ZOE, ...first, ...first],
    ]);
    expect(sources[0]).not.toHaveProperty("contrat_date_debut_2");
    expect(notices).toContain("« Date début contrat (2) » dit la même chose que « Date début contrat »");
  });
});
