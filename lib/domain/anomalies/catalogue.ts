import type { Actor, Anomalie, Severity } from "@/lib/domain/anomalie";
import type { ChampKey } from "@/lib/domain/champs";

type Entry = { severity: Severity; actor: Actor; title: string };

/** Every anomaly there is. A code never changes its meaning: reports, exports and corrections remember it. */
export const CATALOGUE = {
  CHAMP_MANQUANT: { severity: "bloquante", actor: "secretariat", title: "Une information obligatoire manque" },
  NOM_VIDE: { severity: "bloquante", actor: "secretariat", title: "Nom ou prénom vide" },
  LIBELLE_TROP_COURT: { severity: "bloquante", actor: "secretariat", title: "Libellé de formation trop court" },
  TEXTE_ATTENDU: { severity: "bloquante", actor: "editeur", title: "Valeur d'une autre nature que du texte" },
  BOOLEEN_ATTENDU: { severity: "bloquante", actor: "editeur", title: "Réponse autre que oui ou non" },
  VALEUR_ILLISIBLE: { severity: "bloquante", actor: "editeur", title: "Valeur illisible" },
  DATE_ILLISIBLE: { severity: "bloquante", actor: "secretariat", title: "Date illisible" },
  ANNEE_SCOLAIRE_INVALIDE: { severity: "bloquante", actor: "secretariat", title: "Année scolaire mal formée" },
  ANNEE_FORMATION_INVALIDE: { severity: "bloquante", actor: "secretariat", title: "Année de formation hors limites" },
  UAI_INVALIDE: { severity: "bloquante", actor: "direction", title: "UAI mal formé" },
  SIRET_INVALIDE: { severity: "bloquante", actor: "direction", title: "SIRET d'établissement mal formé" },
  CODE_POSTAL_INVALIDE: { severity: "bloquante", actor: "secretariat", title: "Code postal mal formé" },
  CODE_COMMUNE_INVALIDE: { severity: "bloquante", actor: "secretariat", title: "Code commune mal formé" },
  SEXE_INVALIDE: { severity: "bloquante", actor: "secretariat", title: "Sexe non reconnu" },
  EMAIL_INVALIDE: { severity: "bloquante", actor: "secretariat", title: "Adresse e-mail mal formée" },
  TELEPHONE_INVALIDE: { severity: "bloquante", actor: "secretariat", title: "Numéro de téléphone impossible" },
  TELEPHONE_SPECIAL: { severity: "bloquante", actor: "secretariat", title: "Numéro de téléphone spécial" },
  RNCP_INVALIDE: { severity: "bloquante", actor: "secretariat", title: "Code RNCP mal formé" },
  CFD_INVALIDE: { severity: "bloquante", actor: "secretariat", title: "Code formation diplôme mal formé" },
  SITUATION_INVALIDE: {
    severity: "bloquante",
    actor: "secretariat",
    title: "Situation de l'année précédente inconnue",
  },
  DERNIER_ORGANISME_INVALIDE: {
    severity: "bloquante",
    actor: "secretariat",
    title: "Établissement de l'année précédente mal formé",
  },
  TYPE_CFA_INVALIDE: { severity: "bloquante", actor: "direction", title: "Type de CFA inconnu" },
  STATUT_INVALIDE: { severity: "bloquante", actor: "editeur", title: "Statut déclaré inconnu" },
  CONTRAT_SANS_DEBUT: { severity: "bloquante", actor: "secretariat", title: "Contrat sans date de début" },
  FIN_AVANT_ENTREE: { severity: "bloquante", actor: "secretariat", title: "Formation finie avant d'avoir commencé" },
  DOUTE: { severity: "bloquante", actor: "secretariat", title: "Valeur à confirmer" },
  DOUBLON_EN_ATTENTE: {
    severity: "bloquante",
    actor: "secretariat",
    title: "Second dossier d'une personne déjà transmise",
  },
  DOUBLON_ECARTE: { severity: "bloquante", actor: "secretariat", title: "Dossier écarté au profit d'un autre" },
  SIRET_PERDU: { severity: "avalee", actor: "secretariat", title: "SIRET que le TBA ne gardera pas" },
  CODE_POSTAL_PERDU: { severity: "avalee", actor: "secretariat", title: "Code postal que le TBA ne gardera pas" },
  DUREE_PERDUE: { severity: "avalee", actor: "secretariat", title: "Durée que le TBA ne gardera pas" },
  EMPLOYEUR_SANS_CONTRAT: { severity: "avalee", actor: "secretariat", title: "Employeur sans date de contrat" },
  REFERENT_PERDU: { severity: "avalee", actor: "secretariat", title: "Référent handicap incomplet" },
  COUPLE_INCONNU: { severity: "risque", actor: "carif-oref", title: "UAI et SIRET inconnus du TBA" },
  ORGANISME_FERME: { severity: "risque", actor: "direction", title: "Organisme fermé d'après le TBA" },
  CFD_MANQUANT: { severity: "risque", actor: "secretariat", title: "Code formation diplôme manquant" },
  RNCP_MANQUANT: { severity: "risque", actor: "secretariat", title: "Code RNCP manquant" },
  CODE_POSTAL_COURT: { severity: "risque", actor: "secretariat", title: "Code postal incomplet" },
  SIRET_CLE: { severity: "risque", actor: "secretariat", title: "SIRET dont la clé de contrôle est fausse" },
  INE_FORME: { severity: "risque", actor: "secretariat", title: "INE d'une forme inconnue" },
  IDENTIFIANT_VIDE: { severity: "risque", actor: "editeur", title: "Identifiant vide" },
  DATE_HORS_CALENDRIER: { severity: "risque", actor: "secretariat", title: "Date qui n'existe pas" },
  DATE_DECALEE: { severity: "risque", actor: "editeur", title: "Date que son heure décale d'un jour" },
  CONTRAT_HORS_FORMATION: { severity: "risque", actor: "secretariat", title: "Contrat en dehors de la formation" },
  CONTRAT_FIN_AVANT_DEBUT: { severity: "risque", actor: "secretariat", title: "Contrat fini avant d'avoir commencé" },
  CONTRATS_CHEVAUCHENT: { severity: "risque", actor: "secretariat", title: "Contrats qui se chevauchent" },
  RUPTURE_AVANT_DEBUT: { severity: "risque", actor: "secretariat", title: "Contrat rompu avant d'avoir commencé" },
  EXCLUSION_AVANT_ENTREE: { severity: "risque", actor: "secretariat", title: "Parti avant d'être entré en formation" },
  DATE_FICTIVE: { severity: "risque", actor: "secretariat", title: "Date qui n'en est pas une" },
  AGE_IMPROBABLE: { severity: "risque", actor: "secretariat", title: "Âge improbable à l'entrée en formation" },
  ANNEE_HORS_FORMATION: { severity: "risque", actor: "secretariat", title: "Année scolaire en dehors de la formation" },
  PERSONNE_EN_DOUBLE: { severity: "risque", actor: "direction", title: "La même personne sous deux identifiants" },
} as const satisfies Record<string, Entry>;

export type AnomalieCode = keyof typeof CATALOGUE;

/** An anomaly of the catalogue, about some fields, with its sentence. */
export function anomalie(code: AnomalieCode, champs: ChampKey[], sentence: string): Anomalie {
  const { severity, actor } = CATALOGUE[code];
  return { code, severity, champs, sentence, actor };
}
