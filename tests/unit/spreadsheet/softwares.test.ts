import { describe, expect, it } from "vitest";
import { columnQuestions } from "@/lib/services/imports/reading/needs-columns";
import { interpretCsv } from "@/tests/helpers/interpret";

/** A file of one person, by heading; a second one that says the same, so that a column is not what a single cell makes of it. */
async function read(cells: Record<string, string>) {
  const { reading, sources, notices } = await interpretCsv([Object.keys(cells), Object.values(cells)]);
  const unknown = columnQuestions(reading).unknown.map(({ heading }) => heading);
  return { unknown, source: sources[0] ?? {}, notices };
}

const WHO = { Nom: "Martin", Prénom: "Zoé", "Date de naissance": "28/03/2008" };

describe("L'export d'un logiciel", () => {
  it("ne fait rien demander de ce que le TBA ne prend pas, et le nomme", async () => {
    const beside = {
      ...{ Ville: "Rennes", Pays: "France", Nationalité: "Française", Âge: "18", "Lieu de naissance": "Dinan" },
      ...{
        Tuteur: "Yves Le Bihan",
        "Tél. tuteur": "0699112233",
        NOM_MA: "Kervella",
        TEL1_MA: "0699112244",
        OPCO: "AKTO",
      },
      ...{ "N° contrat DECA": "035202609001", "Type de contrat": "11", NPEC: "8000", "Date de dépôt": "02/09/2026" },
      ...{ PRENOM2: "Anne", "Adresse 2": "Bât. B", "CP entreprise": "35200", "Nom du CFA": "CFA de Rennes" },
      ...{ Régime: "Interne", "Dernier diplôme": "Brevet", Observations: "RAS", "Téléphone Resp 1": "0299112233" },
    };
    const { unknown, source, notices } = await read({ ...WHO, ...beside });
    expect(unknown).toEqual([]);
    expect(Object.keys(source)).toHaveLength(3);
    expect(notices).toMatch(/Colonnes non reprises : «\sVille\s» \(1\scellule\), .* et 12 autres/);
  });

  it("ne fait demander ni une colonne vide, ni celle qui dit la même chose qu'une autre ; ce qui diffère, si", async () => {
    const twice = { ...WHO, Sexe: "F", Civilité: "Mme", "Champ libre 1": "", Couleur: "bleu" };
    const { unknown, notices } = await read(twice);
    expect(unknown).toEqual(["Couleur"]);
    expect(notices).toMatch(/La colonne «\sCivilité\s» dit la même chose que «\sSexe\s»/);
    expect((await read({ ...twice, Civilité: "M." })).unknown).toEqual(["Civilité", "Couleur"]);
  });

  it("fait encore demander ce qui peut être un champ, même près de ce qui n'en est pas", async () => {
    const maybe = { "CP Ville": "35000 Rennes", "Date contrat": "01/09/2026", "SIRET du tuteur": "13002526500013" };
    expect((await read({ ...WHO, ...maybe })).unknown).toEqual(Object.keys(maybe));
    // A town whose cells are codes may be the commune's.
    expect((await read({ ...WHO, Commune: "35238" })).unknown).toEqual(["Commune"]);
  });

  it("qui est le fichier SIFA de l'État est lu avec ses noms", async () => {
    const { unknown, source } = await read({
      ...{
        INE: "123456789AB",
        NUMERO_UAI: "0352660B",
        OG: "x",
        SIT_FORM: "0359471E",
        UAI_EPLE: "NC",
        NAT_STR_JUR: "NC",
      },
      ...{ STATUT: "APP", DIPLOME: "50033204", RNCP: "", DUR_FORM_THEO: "24", DUR_FORM_REELLE: "24", AN_FORM: "1" },
      ...{ NOM: "MARTIN", NOM2: "", PRENOM1: "Zoé", PRENOM2: "Anne", ADRESSE: "1 rue Neuve", COD_POST: "35000" },
      ...{ COM_RESID: "35238", TEL_JEUNE: "0612345678", TEL_RESP1_PERSO: "0299112233", MAIL_JEUNE: "z@ex.fr" },
      ...{
        MAIL_RESP1: "p@ex.fr",
        DATE_NAIS: "28032008",
        LIEU_NAIS: "35238",
        SEXE: "F",
        PCS: "21",
        HANDI: "0",
        NATIO: "100",
      },
      ...{
        SIT_AV_APP: "1",
        DIP_OBT: "41",
        SIT_N_1: "3111",
        ETAB_N_1: "0350001A",
        TYPE_EMP: "11",
        DATE_ENTREE_CFA: "01092026",
      },
      ...{
        DATE_DEB_CONT: "01092026",
        DATE_RUPT_CONT: "15102026",
        NAF_ETAB: "5610A",
        NBSAL_EMP: "3",
        SIRET_EMP: "13002526500013",
      },
    });
    expect(unknown).toEqual([]);
    expect(source).toMatchObject({
      ...{
        etablissement_responsable_uai: "0352660B",
        etablissement_formateur_uai: "0359471E",
        formation_cfd: "50033204",
      },
      ...{ duree_theorique_formation_mois: 24, code_postal_apprenant: "35000", code_commune_insee_apprenant: "35238" },
      ...{
        rqth_apprenant: false,
        derniere_situation: 3111,
        dernier_organisme_uai: "0350001A",
        siret_employeur: "13002526500013",
      },
      ...{
        date_de_naissance_apprenant: "2008-03-28",
        contrat_date_debut: "2026-09-01",
        contrat_date_rupture: "2026-10-15",
      },
    });
    expect(source).not.toHaveProperty("etablissement_lieu_de_formation_uai");
  });

  it("qui prend les mots du contrat Cerfa, ou les abrège, est lu", async () => {
    const { unknown, source } = await read({
      ...{ ...WHO, "Déclare bénéficier de la reconnaissance travailleur handicapé": "Oui" },
      ...{
        "N° SIRET de l'établissement d'exécution du contrat": "13002526500013",
        "Date début exécution": "01/09/2026",
      },
      ...{ "Date de fin du contrat ou de la période d'apprentissage": "31/08/2028", "N° national": "123456789AB" },
      ...{ "Diplôme ou titre visé par l'apprenti": "BTS MCO", CPApprenti: "35000", "Port.": "0612345678" },
      ...{
        "Date de début du cycle de formation": "01/09/2026",
        "Date de fin prévue des épreuves ou examens": "30/06/2028",
      },
    });
    expect(unknown).toEqual([]);
    expect(source).toMatchObject({
      ...{ rqth_apprenant: true, siret_employeur: "13002526500013", contrat_date_debut: "2026-09-01" },
      ...{ contrat_date_fin: "2028-08-31", libelle_court_formation: "BTS MCO", code_postal_apprenant: "35000" },
      ...{ date_entree_formation: "2026-09-01", date_fin_formation: "2028-06-30", ine_apprenant: "123456789AB" },
      tel_apprenant: "0612345678",
    });
    const { Prénom: _, ...others } = WHO;
    const whole = await read({ ...others, "Le premier prénom de l'apprenti(e) selon l'état civil": "Zoé" });
    expect(whole.source).toMatchObject({ prenom_apprenant: "Zoé" });
    const short = await read({
      ...WHO,
      "Contrat du": "01/09/2026",
      "Contrat au": "31/08/2028",
      SIRET_EMPL: "13002526500013",
    });
    expect(short.source).toMatchObject({ contrat_date_debut: "2026-09-01", contrat_date_fin: "2028-08-31" });
    expect(short.unknown).toEqual([]);
  });

  it("qui nomme le CFA et son UFA dit qui est responsable et qui forme, dans un ordre ou l'autre", async () => {
    const [cfa, ufa] = [{ "UAI CFA": "0352660B" }, { "UAI UFA": "0359471E" }];
    for (const both of [
      { ...cfa, ...ufa },
      { ...ufa, ...cfa },
    ]) {
      const { source } = await read({ ...WHO, ...both });
      const { etablissement_responsable_uai: responsable, etablissement_formateur_uai: formateur } = source;
      expect([responsable, formateur]).toEqual(["0352660B", "0359471E"]);
    }
    const { source } = await read({ ...WHO, ...cfa });
    expect(source).toMatchObject({
      etablissement_responsable_uai: "0352660B",
      etablissement_formateur_uai: "0352660B",
    });
  });

  it("qui a un nom de famille et un nom d'usage prend celui-ci où il est rempli, dans un ordre ou l'autre, sans rien demander", async () => {
    const others = ["Prénom", "Date de naissance"];
    const cells = [
      ["Martin", "Durand", "Zoé", "28/03/2008"],
      ["Petit", "", "Noé", "29/03/2008"],
    ];
    const swap = ([first = "", second = "", ...rest]: string[]) => [second, first, ...rest];
    const file = [["Nom de famille", "Nom d'usage", ...others], ...cells];
    for (const rows of [file, file.map(swap)]) {
      const { reading, sources } = await interpretCsv(rows);
      expect(columnQuestions(reading).unknown).toEqual([]);
      expect(sources.map(({ nom_apprenant }) => nom_apprenant)).toEqual(["Durand", "Petit"]);
    }
    // A column that is empty takes nobody's place.
    const { sources } = await interpretCsv([
      ["Nom marital", "Nom", ...others],
      ...cells.map(([name = "", _, ...rest]) => ["", name, ...rest]),
    ]);
    expect(sources.map(({ nom_apprenant }) => nom_apprenant)).toEqual(["Martin", "Petit"]);
  });

  it("dont une question n'a jamais ni oui ni non, ou un code postal de naissance n'est qu'un département, n'en fait rien", async () => {
    const { source } = await read({ ...WHO, DIPLOME_OBTENU: "Brevet des collèges", "Dépt naissance": "35" });
    expect(Object.keys(source)).toHaveLength(3);
    const said = await read({ ...WHO, "Diplôme obtenu": "Non", "Dépt naissance": "35000" });
    expect(said.source).toMatchObject({
      obtention_diplome_formation: false,
      code_postal_de_naissance_apprenant: "35000",
    });
    const { source: ain } = await read({ ...WHO, "Dépt naissance": "1000" });
    expect(ain).toMatchObject({ code_postal_de_naissance_apprenant: "01000" });
  });
});
