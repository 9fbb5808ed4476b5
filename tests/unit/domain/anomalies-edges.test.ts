import { describe, expect, it } from "vitest";
import type { AnomalieCode } from "@/lib/domain/anomalies/catalogue";
import { SOUND_DOSSIER } from "@/lib/domain/anomalies/examples";
import type { JsonObject } from "@/lib/domain/json";
import { prepare } from "@/lib/domain/prepare";

/** The sound dossier: born 28/02/2007, trained from 01/09/2026 to 31/07/2028, one contract from 07/09/2026 to the end. */
const codesOf = (change: JsonObject): string[] =>
  prepare({ ...SOUND_DOSSIER, ...change }).anomalies.map(({ code }) => code);

const said = (code: AnomalieCode, change: JsonObject): string =>
  prepare({ ...SOUND_DOSSIER, ...change }).anomalies.find((a) => a.code === code)?.sentence ?? "rien";

/** The last value that says nothing, then the first that is told. */
type Edge = [subject: string, code: AnomalieCode, sound: JsonObject, told: JsonObject];

const EDGES: Edge[] = [
  [
    "un contrat commence jusqu'à trois mois avant la formation",
    "CONTRAT_HORS_FORMATION",
    { contrat_date_debut: "2026-06-01" },
    { contrat_date_debut: "2026-05-31" },
  ],
  [
    "un contrat commence au plus tard le dernier jour de la formation",
    "CONTRAT_HORS_FORMATION",
    { contrat_date_debut: "2028-07-31", contrat_date_fin: null },
    { contrat_date_debut: "2028-08-01", contrat_date_fin: null },
  ],
  [
    "un contrat d'avant finit au plus tôt le jour de l'entrée",
    "CONTRAT_HORS_FORMATION",
    { contrat_date_debut: "2026-07-01", contrat_date_fin: "2026-09-01" },
    { contrat_date_debut: "2026-07-01", contrat_date_fin: "2026-08-31" },
  ],
  [
    "un contrat dure au moins un jour",
    "CONTRAT_FIN_AVANT_DEBUT",
    { contrat_date_fin: "2026-09-07" },
    { contrat_date_fin: "2026-09-06" },
  ],
  [
    "un contrat se rompt au plus tôt le jour où il commence",
    "RUPTURE_AVANT_DEBUT",
    { contrat_date_rupture: "2026-09-07" },
    { contrat_date_rupture: "2026-09-06" },
  ],
  [
    "un départ est au plus tôt du jour de l'entrée",
    "EXCLUSION_AVANT_ENTREE",
    { date_exclusion_formation: "2026-09-01" },
    { date_exclusion_formation: "2026-08-31" },
  ],
  [
    "un contrat commence le lendemain de la fin du précédent",
    "CONTRATS_CHEVAUCHENT",
    { contrat_date_fin: "2027-08-31", contrat_date_debut_2: "2027-09-01" },
    { contrat_date_fin: "2027-08-31", contrat_date_debut_2: "2027-08-31" },
  ],
  [
    "un contrat rompu laisse la place au suivant le jour de la rupture",
    "CONTRATS_CHEVAUCHENT",
    { contrat_date_rupture: "2027-03-01", contrat_date_debut_2: "2027-03-01" },
    { contrat_date_rupture: "2027-03-01", contrat_date_debut_2: "2027-02-28" },
  ],
  [
    "les contrats se suivent, dans quelque ordre que le logiciel les donne",
    "CONTRATS_CHEVAUCHENT",
    { contrat_date_debut_2: "2026-09-01", contrat_date_fin_2: "2026-09-06" },
    { contrat_date_debut_2: "2026-09-01", contrat_date_fin_2: "2026-09-07" },
  ],
  [
    "on entre en apprentissage le jour de ses 14 ans",
    "AGE_IMPROBABLE",
    { date_de_naissance_apprenant: "2012-09-01" },
    { date_de_naissance_apprenant: "2012-09-02" },
  ],
  [
    "on y entre jusqu'à la veille de ses 61 ans",
    "AGE_IMPROBABLE",
    { date_de_naissance_apprenant: "1965-09-02" },
    { date_de_naissance_apprenant: "1965-09-01" },
  ],
  [
    "une année scolaire commence en août",
    "ANNEE_HORS_FORMATION",
    { annee_scolaire: "2028-2029", date_fin_formation: "2028-08-01" },
    { annee_scolaire: "2028-2029", date_fin_formation: "2028-07-31" },
  ],
  [
    "une année scolaire dure jusqu'à décembre",
    "ANNEE_HORS_FORMATION",
    { annee_scolaire: "2025-2026", date_entree_formation: "2026-12-31" },
    { annee_scolaire: "2025-2026", date_entree_formation: "2027-01-01" },
  ],
  [
    "une année civile commence en janvier",
    "ANNEE_HORS_FORMATION",
    { annee_scolaire: "2027-2027", date_fin_formation: "2027-01-01" },
    { annee_scolaire: "2027-2027", date_fin_formation: "2026-12-31" },
  ],
  [
    "une formation finit au plus tôt le jour où elle commence",
    "FIN_AVANT_ENTREE",
    { date_fin_formation: "2026-09-01" },
    { date_fin_formation: "2026-08-31" },
  ],
  [
    "la formation dure un an au moins, en années",
    "DUREE_PERDUE",
    { duree_theorique_formation: 1 },
    { duree_theorique_formation: 0 },
  ],
  [
    "la formation dure quatre ans au plus, en années",
    "DUREE_PERDUE",
    { duree_theorique_formation: 4 },
    { duree_theorique_formation: 5 },
  ],
  [
    "la formation dure un mois au moins",
    "DUREE_PERDUE",
    { duree_theorique_formation_mois: 1 },
    { duree_theorique_formation_mois: 0 },
  ],
  [
    "la formation dure quarante-huit mois au plus",
    "DUREE_PERDUE",
    { duree_theorique_formation_mois: 48 },
    { duree_theorique_formation_mois: 49 },
  ],
  [
    "un code postal de naissance a cinq chiffres, ni plus",
    "CODE_POSTAL_PERDU",
    { code_postal_de_naissance_apprenant: "35000" },
    { code_postal_de_naissance_apprenant: "350001" },
  ],
  [
    "un code postal a perdu un zéro au plus",
    "CODE_POSTAL_COURT",
    { code_postal_apprenant: "1000" },
    { code_postal_apprenant: "100" },
  ],
  [
    "celui des armées commence par deux zéros, et des espaces n'en sont pas un",
    "CODE_POSTAL_COURT",
    { code_postal_apprenant: "00771" },
    { code_postal_apprenant: " " },
  ],
  [
    "un code de commune a cinq caractères, ni plus",
    "CODE_COMMUNE_INVALIDE",
    { code_commune_insee_apprenant: "2A004" },
    { code_commune_insee_apprenant: "2A0041" },
  ],
  [
    "un SIRET d'employeur a quatorze chiffres, ni plus",
    "SIRET_PERDU",
    { siret_employeur: "59904711500010" },
    { siret_employeur: "599047115000100" },
  ],
];

describe("Là où une anomalie commence", () => {
  it.each(EDGES)("%s : %s à partir d'un jour ou d'un chiffre plus loin", (_subject, code, sound, told) => {
    expect(codesOf(sound)).not.toContain(code);
    expect(codesOf(told)).toContain(code);
  });

  it("la date qui va bien n'est pas dite pour celle qui ne va pas", () => {
    expect(said("CONTRAT_HORS_FORMATION", { contrat_date_debut: "2028-08-01", contrat_date_fin: null })).toContain(
      "commence le 01/08/2028, en dehors de la formation",
    );
    expect(said("AGE_IMPROBABLE", { date_de_naissance_apprenant: "2025-09-01" })).toContain("âgé de 1 an à l'entrée");
    expect(said("AGE_IMPROBABLE", { date_de_naissance_apprenant: "2026-09-02" })).toContain("né après son entrée");
  });

  it.each([
    ["", "du contrat"],
    ["_2", "du deuxième contrat"],
    ["_3", "du troisième contrat"],
    ["_4", "du quatrième contrat"],
  ])("le contrat sans début est nommé : %s", (suffix, name) => {
    const change = { [`contrat_date_debut${suffix}`]: null, [`contrat_date_fin${suffix}`]: "2028-07-31" };
    expect(said("CONTRAT_SANS_DEBUT", change)).toContain(`La date de début ${name} manque`);
  });

  it("un SIRET se dit faux comme il l'est : trop court, abîmé par un tableur, ou pas en chiffres", () => {
    const of = (siret: string) => said("SIRET_INVALIDE", { etablissement_formateur_siret: siret });
    expect(of("599 047 115")).toContain("a 9 chiffres (599047115)");
    expect(of("5,99047E+13")).toContain("abîmé par le tableur (5,99047E+13)");
    expect(of("SANS SIRET")).toContain("ne contient pas que des chiffres (SANS SIRET)");
  });

  it("un dossier dont la formation finit avant de commencer n'a que cette faute à corriger", () => {
    expect(codesOf({ date_fin_formation: "2026-07-31" })).toEqual(["FIN_AVANT_ENTREE"]);
  });
});
