import { describe, expect, it } from "vitest";
import { columnQuestions } from "@/lib/services/imports/reading/needs-columns";
import { matchHeading } from "@/lib/spreadsheet/headings/match-heading";
import { interpret, interpretCsv } from "@/tests/helpers/interpret";
import { workbook } from "./make-workbook";

/** A file of one person, by heading: what is asked about, and what it gives. */
async function read(cells: Record<string, string>) {
  const { reading, sources } = await interpretCsv([Object.keys(cells), Object.values(cells)]);
  return { asked: columnQuestions(reading).unknown.map(({ heading }) => heading), source: sources[0] ?? {} };
}

const field = (heading: string, band = "") => matchHeading(heading, band)?.field ?? null;
const WHO = { Nom: "Martin", Prénom: "Zoé", "Né(e) le": "28/03/2008" };

describe("Les titres d'autres exports", () => {
  it.each([
    ["Adresse mail", "email_contact"],
    ["Adresse de messagerie", "email_contact"],
    ["Mail père", "responsable_apprenant_mail1"],
    ["Mail mère", "responsable_apprenant_mail2"],
    ["Téléphones", "tel_apprenant"],
    ["last_name", "nom_apprenant"],
    ["student_first_name", "prenom_apprenant"],
    ["ELE_NOM", "nom_apprenant"],
    ["Patronyme", "nom_apprenant"],
    ["H/F", "sexe_apprenant"],
    ["Inscrit le", "date_inscription_formation"],
    ["Entré(e) le", "date_entree_formation"],
    ["Fin de cycle", "date_fin_formation"],
    ["Année univ.", "annee_scolaire"],
    ["Certification visée", "libelle_court_formation"],
    ["Date d'effet du contrat", "contrat_date_debut"],
    ["Date début contrat n°2", "contrat_date_debut_2"],
    ["Raison sociale", "nom_employeur"],
    ["Début apprentissage", "contrat_date_debut"],
    ["Date d'effet de la rupture", "contrat_date_rupture"],
    ["Nom du diplôme", "libelle_court_formation"],
    ["Nom de jeune fille", "nom_apprenant"],
    ["UAI de l'organisme de formation", "etablissement_formateur_uai"],
    ["SIRET site formateur", "etablissement_formateur_siret"],
  ])("« %s » est %s", (heading, expected) => {
    expect(field(heading)).toBe(expected);
  });

  it("sous un bandeau, disent de quel lieu, ou de quel contrat", () => {
    expect(field("UAI", "Lieu de formation")).toBe("etablissement_lieu_de_formation_uai");
    expect(field("UAI", "CFA responsable")).toBe("etablissement_responsable_uai");
    expect(field("Rupture", "Contrat 2")).toBe("contrat_date_rupture_2");
    expect(field("SIRET employeur", "Contrat 3")).toBe("siret_employeur_3");
    expect(field("UAI", "Formation")).toBe("etablissement_formateur_uai");
  });

  it("sous celui d'un lieu ou d'une formation, ne sont pas ce qu'a l'apprenti", () => {
    expect(field("Adresse", "Lieu de formation")).toBe("etablissement_lieu_de_formation_adresse");
    expect(field("CP", "Site de formation")).toBe("etablissement_lieu_de_formation_code_postal");
    expect(field("Nom", "Formation")).toBe("libelle_court_formation");
    for (const heading of ["Nom", "Téléphone", "E-mail", "Adresse"]) expect(field(heading, "CFA")).toBeNull();
    expect(field("Adresse", "Apprenti en formation")).toBe("adresse_apprenant");
    expect([field("Du", "Contrat"), field("Au", "Formation")]).toEqual(["contrat_date_debut", "date_fin_formation"]);
  });

  it("le bandeau fusionné au-dessus de quelques colonnes ne dit rien de celles d'après", async () => {
    const bands = ["Apprenti", null, null, "Lieu de formation", null, null, null];
    const headings = ["Nom", "Prénom", "Né(e) le", "UAI", "Adresse", "E-mail", "Téléphone"];
    const zoe = ["Martin", "Zoé", "28/03/2008", "0352660B", "2 rue", "zoe@ex.fr", "0612345678"];
    const read = async (merged: boolean) =>
      (await interpret(await workbook([bands, headings, zoe], (s) => merged && s.mergeCells("D1:E1")), "a.xlsx"))
        .sources;
    const place = { etablissement_lieu_de_formation_adresse: "2 rue" };
    expect(await read(true)).toMatchObject([{ ...place, email_contact: "zoe@ex.fr", tel_apprenant: "0612345678" }]);
    expect((await read(false))[0]).not.toHaveProperty("email_contact");
  });

  it.each(["CFA des métiers de Rennes", "Formation BTS MCO", "Organisme de formation", "Liste par entreprise"])(
    "le titre de la page, « %s », n'est pas un bandeau : les noms restent ceux des apprentis",
    async (title) => {
      const headings = ["Nom", "Prénom", "Né(e) le", "E-mail", "Année scolaire"];
      const rows = [
        [title, "", "", "", "Édité le 12/09/2026"],
        headings,
        ["Martin", "Zoé", "28/03/2008", "zoe@ex.fr", ""],
      ];
      expect((await interpretCsv(rows)).sources).toMatchObject([
        { nom_apprenant: "Martin", email_contact: "zoe@ex.fr" },
      ]);
    },
  );

  it("un formateur, ou un lieu à côté d'un apprenti, garde ce qui est sous son bandeau", async () => {
    const bands = ["Apprenti", "", "", "Lieu de formation", "", "Formateur", "", ""];
    const headings = ["Nom", "Prénom", "Né(e) le", "Né(e) le", "Adresse", "Nom", "Prénom", "Date de naissance"];
    const zoe = ["Martin", "Zoé", "28/03/2008", "01/01/1990", "2 rue", "Durand", "Léo", "02/02/1980"];
    const place = { etablissement_lieu_de_formation_adresse: "2 rue" };
    expect((await interpretCsv([bands, headings, zoe])).sources).toMatchObject([
      { ...place, nom_apprenant: "Martin", date_de_naissance_apprenant: "2008-03-28" },
    ]);
    const alone = [["Lieu de formation", ...bands.slice(5)], headings.slice(4), zoe.slice(4)];
    expect((await interpretCsv(alone)).sources).toEqual([]);
  });

  it("le SIRET d'un siège n'est pas celui du CFA, sauf s'il le dit", () => {
    expect(field("SIRET siège")).toBeNull();
    expect(field("SIRET siège CFA")).toBe("etablissement_responsable_siret");
  });

  it("la durée d'un contrat n'est pas celle de la formation", () => {
    expect(field("Durée du contrat (mois)")).toBeNull();
    expect(field("Durée de la formation (mois)")).toBe("duree_theorique_formation_mois");
  });

  it("ce qui répond toujours oui ou non n'est pas un nom de formation ni d'entreprise", async () => {
    const { source } = await read({ ...WHO, Diplômé: "Oui", Entreprise: "Non", Formation: "BTS MCO" });
    expect(source).toMatchObject({ libelle_court_formation: "BTS MCO" });
    expect(source).not.toHaveProperty("nom_employeur");
    expect((await read({ ...WHO, Entreprise: "O'Clock" })).source).toMatchObject({ nom_employeur: "O'Clock" });
  });

  it("ce qui ne dit jamais un jour ne prend pas la place d'une date", async () => {
    for (const [other, said] of [
      ["Inscrit", "Oui"],
      ["Inscrit en", "BTS MCO"],
    ] as const) {
      const { source } = await read({ [other]: said, "Date d'inscription": "01/07/2026", ...WHO });
      expect(source).toMatchObject({ date_inscription_formation: "2026-07-01" });
    }
    expect((await read({ Rupture: "Oui", ...WHO })).source).toMatchObject({ contrat_date_rupture: "Oui" });
  });

  it("rien n'est demandé d'un numéro de sécurité sociale, d'un financeur, ni d'un fixe à côté d'un mobile", async () => {
    const beside = { NIR: "107053523800112", "Réf. assuré": "1 07 05 35 238 001 12", Financeur: "OPCO EP" };
    const phones = { Portable: "0612345678", "Tél. domicile": "0299112233" };
    const { asked, source } = await read({ ...WHO, ...beside, ...phones });
    expect(asked).toEqual([]);
    expect(source).toMatchObject({ tel_apprenant: "0612345678" });
    expect(JSON.stringify(source)).not.toContain("10705");
  });

  it.each(["Participant", "Identité"])("« %s » tient le nom et le prénom", async (heading) => {
    const { source } = await read({ [heading]: "DUPONT Jean-Éric", "Né(e) le": "14/05/2007" });
    expect(source).toMatchObject({ nom_apprenant: "DUPONT", prenom_apprenant: "Jean-Éric" });
  });
});
