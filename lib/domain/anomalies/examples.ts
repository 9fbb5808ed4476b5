import type { JsonObject } from "@/lib/domain/json";
import { prepare } from "@/lib/domain/prepare";
import type { AnomalieCode } from "./catalogue";
import { EMPTY_CONTEXT, type PreparationContext } from "./context";

/** A dossier without any anomaly, of an invented CFA. */
export const SOUND_DOSSIER: JsonObject = {
  id_erp_apprenant: "A-1",
  nom_apprenant: "Martin",
  prenom_apprenant: "Léa",
  date_de_naissance_apprenant: "2007-02-28",
  annee_scolaire: "2026-2027",
  date_inscription_formation: "2026-08-28",
  date_entree_formation: "2026-09-01",
  date_fin_formation: "2028-07-31",
  libelle_court_formation: "BTSa TSVO",
  formation_rncp: "RNCP38243",
  formation_cfd: "32021411",
  etablissement_responsable_uai: "0359471E",
  etablissement_responsable_siret: "59904711500010",
  etablissement_formateur_uai: "0359471E",
  etablissement_formateur_siret: "59904711500010",
  contrat_date_debut: "2026-09-07",
  contrat_date_fin: "2028-07-31",
};

type Example = { change: JsonObject; context?: PreparationContext };

/** For each anomaly, what to change in that dossier to meet it: the catalogue page shows the sentence that comes out. */
export const EXAMPLES: Readonly<Record<AnomalieCode, Example>> = {
  CHAMP_MANQUANT: { change: { date_inscription_formation: null } },
  NOM_VIDE: { change: { nom_apprenant: "" } },
  LIBELLE_TROP_COURT: { change: { libelle_court_formation: "B" } },
  TEXTE_ATTENDU: { change: { adresse_apprenant: 12 } },
  BOOLEEN_ATTENDU: { change: { rqth_apprenant: "peut-être" } },
  VALEUR_ILLISIBLE: { change: { adresse_apprenant: ["12 rue des Lilas"] } },
  DATE_ILLISIBLE: { change: { date_fin_formation: "31/13/2028" } },
  ANNEE_SCOLAIRE_INVALIDE: { change: { annee_scolaire: "2026-2028" } },
  ANNEE_FORMATION_INVALIDE: { change: { annee_formation: 7 } },
  UAI_INVALIDE: { change: { etablissement_responsable_uai: "359471E" } },
  SIRET_INVALIDE: { change: { etablissement_formateur_siret: "5990471150001" } },
  CODE_POSTAL_INVALIDE: { change: { code_postal_apprenant: "F-35000" } },
  CODE_COMMUNE_INVALIDE: { change: { code_commune_insee_apprenant: "2C033" } },
  SEXE_INVALIDE: { change: { sexe_apprenant: "X" } },
  EMAIL_INVALIDE: { change: { email_contact: "lea.martin@exemple" } },
  TELEPHONE_INVALIDE: { change: { tel_apprenant: "06 12 34 56" } },
  TELEPHONE_SPECIAL: { change: { tel_apprenant: "0899123456" } },
  RNCP_INVALIDE: { change: { formation_rncp: "RNCP1" } },
  CFD_INVALIDE: { change: { formation_cfd: "32-021411" } },
  SITUATION_INVALIDE: { change: { derniere_situation: 1234 } },
  DERNIER_ORGANISME_INVALIDE: { change: { dernier_organisme_uai: "Rennes" } },
  TYPE_CFA_INVALIDE: { change: { type_cfa: "11" } },
  STATUT_INVALIDE: { change: { statut_apprenant: 1 } },
  CONTRAT_SANS_DEBUT: { change: { contrat_date_debut: null } },
  FIN_AVANT_ENTREE: { change: { date_fin_formation: "2026-07-31" } },
  DOUTE: {
    change: { nom_apprenant: "LefÃ¨vre" },
    context: {
      ...EMPTY_CONTEXT,
      openDoubts: [
        {
          code: "text-damaged",
          champ: "nom_apprenant",
          sentence: "Ce nom semble abîmé : LefÃ¨vre. Corrigez-le, ou confirmez qu'il est juste.",
        },
      ],
    },
  },
  SIRET_PERDU: { change: { siret_employeur: "5990471150001" } },
  CODE_POSTAL_PERDU: { change: { code_postal_de_naissance_apprenant: "Rennes" } },
  DUREE_PERDUE: { change: { duree_theorique_formation_mois: 60 } },
  EMPLOYEUR_SANS_CONTRAT: { change: { siret_employeur_2: "59904711500010" } },
  REFERENT_PERDU: { change: { nom_referent_handicap_formation: "Durand" } },
  COUPLE_INCONNU: {
    change: {},
    context: { ...EMPTY_CONTEXT, unknownCouples: new Set(["0359471E:59904711500010"]) },
  },
  ORGANISME_FERME: {
    change: {},
    context: { ...EMPTY_CONTEXT, closedCouples: new Set(["0359471E:59904711500010"]) },
  },
  CFD_MANQUANT: { change: { formation_cfd: null } },
  RNCP_MANQUANT: { change: { formation_rncp: null } },
  CODE_POSTAL_COURT: { change: { code_postal_apprenant: "35" } },
  SIRET_CLE: { change: { siret_employeur: "59904711500011" } },
  INE_FORME: { change: { ine_apprenant: "1234" } },
  IDENTIFIANT_VIDE: { change: { id_erp_apprenant: "" } },
  DATE_HORS_CALENDRIER: { change: { date_inscription_formation: "2026-06-31" } },
  DATE_DECALEE: { change: { date_inscription_formation: "2026-08-28T00:00:00+02:00" } },
  CONTRAT_HORS_FORMATION: { change: { contrat_date_debut: "2025-09-01", contrat_date_fin: "2026-06-30" } },
  CONTRAT_FIN_AVANT_DEBUT: { change: { contrat_date_fin: "2026-09-01" } },
  CONTRATS_CHEVAUCHENT: { change: { contrat_date_debut_2: "2027-09-01", contrat_date_fin_2: "2028-07-31" } },
  RUPTURE_AVANT_DEBUT: { change: { contrat_date_rupture: "2026-08-20" } },
  EXCLUSION_AVANT_ENTREE: { change: { date_exclusion_formation: "2026-08-20" } },
  DATE_FICTIVE: { change: { date_obtention_diplome_formation: "9999-12-31" } },
  AGE_IMPROBABLE: { change: { date_de_naissance_apprenant: "2017-02-28" } },
  ANNEE_HORS_FORMATION: { change: { annee_scolaire: "2023-2024" } },
  DOUBLON_EN_ATTENTE: { change: {}, context: { ...EMPTY_CONTEXT, otherIdentifier: "A-27", besideOther: "waits" } },
  DOUBLON_ECARTE: { change: {}, context: { ...EMPTY_CONTEXT, otherIdentifier: "A-27", besideOther: "dropped" } },
  PERSONNE_EN_DOUBLE: { change: {}, context: { ...EMPTY_CONTEXT, otherIdentifier: "A-27" } },
};

/** The sentence that staff read when a dossier has this anomaly. Throws when the example does not meet it. */
export function exampleSentence(code: AnomalieCode): string {
  const { change, context } = EXAMPLES[code];
  const found = prepare({ ...SOUND_DOSSIER, ...change }, {}, context).anomalies.find((a) => a.code === code);
  if (found === undefined) throw new Error(`L'exemple de ${code} ne la produit pas.`);
  return found.sentence;
}
