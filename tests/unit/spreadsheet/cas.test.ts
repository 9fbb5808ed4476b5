import { describe, expect, it } from "vitest";
import { isApprenti } from "@/lib/domain/prepare";
import { interpretCas } from "@/tests/helpers/interpret";

const field = async (file: string, key: string) => (await interpretCas(file)).sources.map((source) => source[key]);

describe("Les fichiers comme ils viennent vraiment", () => {
  it("un csv de Mac se lit avec tous ses accents, et l'encodage est dit", async () => {
    const { sources, notices, doubts } = await interpretCas("01-csv-mac-macroman.csv");
    expect(sources.map((s) => [s.prenom_apprenant, s.nom_apprenant])).toEqual([
      ["Éloïse", "Lefèvremac"],
      ["François", "Bœufmac"],
    ]);
    expect(sources[0]?.adresse_apprenant).toBe("3 allée du Prêche");
    expect(notices).toContain("MacRoman");
    expect(doubts).toEqual([]);
  });

  it("un octet abîmé n'abîme que sa cellule, qui demande", async () => {
    const { rows } = await interpretCas("02-csv-utf8-un-octet-latin1.csv");
    expect(rows.map(({ source }) => source.prenom_apprenant)).toEqual(["Hélène", "Zoé"]);
    expect(rows.map(({ doubts }) => doubts.map(({ code, champ }) => [code, champ]))).toEqual([
      [],
      [["text-damaged", "adresse_apprenant"]],
    ]);
  });

  it("une feuille par classe : les deux sont prises", async () => {
    const { reading, rows } = await interpretCas("03-xlsx-une-feuille-par-classe.xlsx");
    expect(reading.sheets).toMatchObject([
      { name: "BTS MCO 1", headingRow: 1, rows: 1, taken: true },
      { name: "BTS MCO 2", headingRow: 1, rows: 1, taken: true },
    ]);
    expect(rows.map(({ sheet, row }) => [sheet, row])).toEqual([
      ["BTS MCO 1", 2],
      ["BTS MCO 2", 2],
    ]);
  });

  it("un bandeau de groupes au-dessus des titres est passé, et dit", async () => {
    const { reading, rows, notices } = await interpretCas("04b-xlsx-bandeau-de-groupes.xlsx");
    expect(reading.sheets[0]?.headingRow).toBe(2);
    expect(rows.map(({ row, source }) => [row, source.nom_apprenant])).toEqual([[3, "Bandeaugroupe"]]);
    expect(notices).toContain("« Identité · Formation »");
  });

  it("une date de rupture à zéro n'est pas une rupture, et c'est dit", async () => {
    const { sources, notices } = await interpretCas("05-xlsx-date-vide-00-01-1900.xlsx");
    expect(sources[0]).not.toHaveProperty("contrat_date_rupture");
    expect(sources[0]).toMatchObject({ contrat_date_debut: "2026-09-01", contrat_date_fin: "2028-08-31" });
    expect(notices).toMatch(/contrat_date_rupture.*date qui n'en est pas une/);
  });

  it("0000-00-00, NULL, N/A et tirets sont vides ; une fin de contrat en 9999 demande", async () => {
    const { rows, notices } = await interpretCas("05c-csv-dates-sentinelles.csv");
    for (const { source } of rows) {
      for (const key of ["contrat_date_rupture", "email_contact", "tel_apprenant"])
        expect(source).not.toHaveProperty(key);
    }
    expect(rows.map(({ doubts }) => doubts.map(({ code }) => code))).toEqual([
      [],
      ["date-fictive"],
      [],
      ["date-fictive"],
    ]);
    expect(notices).toContain("« NULL », « N/A » ou tiret");
  });

  it("des identifiants en notation scientifique sont refusés avec le remède, et ne font jamais un seul dossier de trois personnes", async () => {
    const { reading, rows } = await interpretCas("06-csv-identifiants-en-notation-scientifique.csv");
    expect(rows).toEqual([]);
    expect(reading.setAside.map(({ row }) => row)).toEqual([2, 3, 4]);
    for (const { reason } of reading.setAside) expect(reason).toMatch(/notation scientifique.*format Texte/);
  });

  it('les guillemets que le tableur ajoute (="01000") sont retirés', async () => {
    const { sources } = await interpretCas("08-csv-egal-guillemets.csv");
    expect(sources).toMatchObject([
      { code_postal_apprenant: "01000", tel_apprenant: "0612345678", siret_employeur: "73282932000074" },
    ]);
  });

  it("le 28 mars prouve l'ordre de sa colonne, les autres suivent, et c'est dit", async () => {
    const { sources, notices, doubts } = await interpretCas("09-csv-dates-americaines.csv");
    expect(sources.map((s) => [s.date_de_naissance_apprenant, s.date_entree_formation, s.contrat_date_fin])).toEqual([
      ["2008-03-28", "2026-09-01", "2028-08-31"],
      ["2008-04-05", "2026-09-01", "2028-07-06"],
    ]);
    expect(notices).toContain("« 03/28/2008 » le prouve");
    expect(doubts).toEqual([]);
  });

  it("une ligne par contrat ne fait qu'un dossier, avec ses deux contrats", async () => {
    const { reading, sources, notices } = await interpretCas("11-csv-une-ligne-par-contrat.csv");
    expect(reading.dossiers).toBe(1);
    expect(sources).toMatchObject([
      {
        ...{ contrat_date_debut: "2026-09-01", contrat_date_rupture: "2026-10-15", nom_employeur: "Garage Un" },
        ...{ contrat_date_debut_2: "2026-11-01", siret_employeur_2: "59904711500010", nom_employeur_2: "Garage Deux" },
      },
    ]);
    expect(notices).toContain("un autre contrat d'une personne déjà lue");
  });

  it("chaque formule sans valeur est nommée, et le contrat perdu demande", async () => {
    const { doubts, notices } = await interpretCas("12-xlsx-formules-sans-valeur.xlsx");
    expect(notices).toContain("Q2, R2, T2");
    expect(doubts.map(({ code, champ }) => [code, champ])).toEqual([
      ["contract-lost", "contrat_date_debut"],
      ["contract-lost", "contrat_date_fin"],
      ["contract-lost", "siret_employeur"],
    ]);
  });

  it("un classeur qui compte depuis 1904 donne les jours qu'il montre, format de date ou non", async () => {
    const { sources, doubts } = await interpretCas("13-xlsx-calendrier-1904.xlsx");
    expect(sources).toMatchObject([
      {
        ...{ date_de_naissance_apprenant: "2008-02-29", date_inscription_formation: "2026-09-01" },
        ...{ date_entree_formation: "2026-09-01", contrat_date_debut: "2026-09-01", date_fin_formation: "2028-08-31" },
      },
    ]);
    expect(doubts).toEqual([]);
  });

  it("_x000D_ est un retour à la ligne, pas des lettres", async () => {
    const { sources } = await interpretCas("14-xlsx-x000D.xlsx");
    expect(sources).toMatchObject([
      { libelle_court_formation: "BTS MCO", adresse_apprenant: "12 rue des Lilas\nBâtiment B" },
    ]);
  });

  it("une valeur fusionnée sur plusieurs lignes est à chacune, et c'est dit", async () => {
    const { sources, notices } = await interpretCas("16-xlsx-cellules-fusionnees.xlsx");
    expect(sources.map((s) => [s.libelle_court_formation, s.formation_rncp, s.date_fin_formation])).toEqual([
      ["BTS MCO", "RNCP38362", "2028-08-31"],
      ["BTS MCO", "RNCP38362", "2028-08-31"],
    ]);
    expect(notices).toContain("6 blocs de cellules fusionnées");
  });

  it("les signes invisibles ne sont pas gardés dans un nom", async () => {
    const { sources } = await interpretCas("18-csv-nom-invisibles.csv");
    expect(sources.map((s) => [s.nom_apprenant, s.prenom_apprenant])).toEqual([
      ["Martininvisible", "Jean Marie"],
      ["O’Brienapos", "Œdipe"],
    ]);
  });

  it("les titres d'un logiciel sont reconnus : le dossier est complet", async () => {
    const { reading, sources, doubts } = await interpretCas("20-csv-export-logiciel-titres-a-lui.csv");
    expect(new Set(reading.columns.map(({ heading }) => heading)).size).toBe(23);
    expect(reading.columns.filter(({ field, proposed }) => field === null && proposed === null)).toEqual([]);
    expect(doubts).toEqual([]);
    expect(sources).toEqual([
      {
        ...{ id_erp_apprenant: "C20A", nom_apprenant: "Exportlogiciel", prenom_apprenant: "Ana", sexe_apprenant: "F" },
        ...{ date_de_naissance_apprenant: "2008-02-23", email_contact: "ana@example.org", tel_apprenant: "0612345678" },
        ...{ code_postal_apprenant: "35000", annee_scolaire: "2026-2027", libelle_court_formation: "BTS MCO" },
        ...{ formation_rncp: "RNCP38362", formation_cfd: "32031214", date_inscription_formation: "2026-09-01" },
        ...{ date_entree_formation: "2026-09-01", date_fin_formation: "2028-08-31" },
        ...{ etablissement_formateur_uai: "0359471E", etablissement_formateur_siret: "59904711500010" },
        ...{ etablissement_responsable_uai: "0359471E", etablissement_responsable_siret: "59904711500010" },
        ...{ contrat_date_debut: "2026-09-01", contrat_date_fin: "2028-08-31", siret_employeur: "73282932000074" },
        nom_employeur: "Boulangerie Essai",
      },
    ]);
  });

  it("des guillemets mal fermés écartent leur ligne avec la raison, jamais ne décalent les suivantes", async () => {
    const { reading, rows } = await interpretCas("21-csv-guillemets-non-doubles.csv");
    expect(rows.map(({ row, source }) => [row, source.nom_apprenant, source.code_postal_apprenant])).toEqual([
      [3, "Guillemetdeux", "35000"],
    ]);
    expect(reading.setAside).toEqual([{ sheet: "", row: 2, reason: expect.stringContaining("guillemets") }]);
  });

  it("une formule est un texte, et les caractères interdits tombent", async () => {
    const { sources } = await interpretCas("23-csv-formule-et-caracteres-interdits.csv");
    expect(sources).toMatchObject([
      { nom_apprenant: '=HYPERLINK("http://x.example";"Injection")', nom_employeur: "Interditundeuxtrois" },
    ]);
  });

  it("« Apprenti » et « En contrat » sont des apprentis", async () => {
    const { sources, doubts } = await interpretCas("27-csv-colonne-statut-apprenti.csv");
    expect(sources.map(isApprenti)).toEqual([true, true, true]);
    expect(doubts).toEqual([]);
  });

  it("les téléphones d'outre-mer prennent la forme que le TBA lit", async () => {
    expect((await field("34-csv-telephones-outre-mer.csv", "tel_apprenant")).slice(0, 2)).toEqual([
      "+596697123456",
      "+262639601234",
    ]);
  });

  it("le « .0 » d'un logiciel tombe", async () => {
    const { sources } = await interpretCas("37-csv-pandas-point-zero.csv");
    expect(sources).toMatchObject([
      {
        ...{ id_erp_apprenant: "3701", code_postal_apprenant: "35000", formation_cfd: "32031214" },
        ...{
          siret_employeur: "73282932000074",
          tel_apprenant: "0612345678",
          date_de_naissance_apprenant: "2008-03-12",
        },
      },
    ]);
  });
});
