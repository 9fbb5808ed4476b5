import type { Acteur, Anomalie, Gravite } from "@/lib/dossier/anomalie";
import type { CleChamp } from "@/lib/dossier/champs";

type Fiche = { gravite: Gravite; acteur: Acteur; titre: string };

/** Every anomaly there is. A code never changes its meaning: reports, exports and corrections remember it. */
export const CATALOGUE = {
  CHAMP_MANQUANT: { gravite: "bloquante", acteur: "secretariat", titre: "Une information obligatoire manque" },
  NOM_VIDE: { gravite: "bloquante", acteur: "secretariat", titre: "Nom ou prénom vide" },
  LIBELLE_TROP_COURT: { gravite: "bloquante", acteur: "secretariat", titre: "Libellé de formation trop court" },
  TEXTE_ATTENDU: { gravite: "bloquante", acteur: "editeur", titre: "Valeur d'une autre nature que du texte" },
  BOOLEEN_ATTENDU: { gravite: "bloquante", acteur: "editeur", titre: "Réponse autre que oui ou non" },
  VALEUR_ILLISIBLE: { gravite: "bloquante", acteur: "editeur", titre: "Valeur illisible" },
  DATE_ILLISIBLE: { gravite: "bloquante", acteur: "secretariat", titre: "Date illisible" },
  ANNEE_SCOLAIRE_INVALIDE: { gravite: "bloquante", acteur: "secretariat", titre: "Année scolaire mal formée" },
  ANNEE_FORMATION_INVALIDE: { gravite: "bloquante", acteur: "secretariat", titre: "Année de formation hors limites" },
  UAI_INVALIDE: { gravite: "bloquante", acteur: "direction", titre: "UAI mal formé" },
  SIRET_INVALIDE: { gravite: "bloquante", acteur: "direction", titre: "SIRET d'établissement mal formé" },
  CODE_POSTAL_INVALIDE: { gravite: "bloquante", acteur: "secretariat", titre: "Code postal mal formé" },
  CODE_COMMUNE_INVALIDE: { gravite: "bloquante", acteur: "secretariat", titre: "Code commune mal formé" },
  SEXE_INVALIDE: { gravite: "bloquante", acteur: "secretariat", titre: "Sexe non reconnu" },
  EMAIL_INVALIDE: { gravite: "bloquante", acteur: "secretariat", titre: "Adresse e-mail mal formée" },
  TELEPHONE_INVALIDE: { gravite: "bloquante", acteur: "secretariat", titre: "Numéro de téléphone impossible" },
  TELEPHONE_SPECIAL: { gravite: "bloquante", acteur: "secretariat", titre: "Numéro de téléphone spécial" },
  RNCP_INVALIDE: { gravite: "bloquante", acteur: "secretariat", titre: "Code RNCP mal formé" },
  CFD_INVALIDE: { gravite: "bloquante", acteur: "secretariat", titre: "Code formation diplôme mal formé" },
  SITUATION_INVALIDE: {
    gravite: "bloquante",
    acteur: "secretariat",
    titre: "Situation de l'année précédente inconnue",
  },
  DERNIER_ORGANISME_INVALIDE: {
    gravite: "bloquante",
    acteur: "secretariat",
    titre: "Établissement de l'année précédente mal formé",
  },
  TYPE_CFA_INVALIDE: { gravite: "bloquante", acteur: "direction", titre: "Type de CFA inconnu" },
  STATUT_INVALIDE: { gravite: "bloquante", acteur: "editeur", titre: "Statut déclaré inconnu" },
  CONTRAT_SANS_DEBUT: { gravite: "bloquante", acteur: "secretariat", titre: "Contrat sans date de début" },
  FIN_AVANT_ENTREE: { gravite: "bloquante", acteur: "secretariat", titre: "Formation finie avant d'avoir commencé" },
  SIRET_PERDU: { gravite: "avalee", acteur: "secretariat", titre: "SIRET que le TBA ne gardera pas" },
  CODE_POSTAL_PERDU: { gravite: "avalee", acteur: "secretariat", titre: "Code postal que le TBA ne gardera pas" },
  DUREE_PERDUE: { gravite: "avalee", acteur: "secretariat", titre: "Durée que le TBA ne gardera pas" },
  COUPLE_INCONNU: { gravite: "risque", acteur: "carif-oref", titre: "UAI et SIRET inconnus du TBA" },
  CFD_MANQUANT: { gravite: "risque", acteur: "secretariat", titre: "Code formation diplôme manquant" },
  RNCP_MANQUANT: { gravite: "risque", acteur: "secretariat", titre: "Code RNCP manquant" },
  SIRET_CLE: { gravite: "risque", acteur: "secretariat", titre: "SIRET dont la clé de contrôle est fausse" },
  INE_FORME: { gravite: "risque", acteur: "secretariat", titre: "INE d'une forme inconnue" },
  IDENTIFIANT_VIDE: { gravite: "risque", acteur: "editeur", titre: "Identifiant vide" },
  DATE_HORS_CALENDRIER: { gravite: "risque", acteur: "secretariat", titre: "Date qui n'existe pas" },
  CONTRAT_HORS_FORMATION: { gravite: "risque", acteur: "secretariat", titre: "Contrat en dehors de la formation" },
  CONTRAT_FIN_AVANT_DEBUT: { gravite: "risque", acteur: "secretariat", titre: "Contrat fini avant d'avoir commencé" },
  CONTRATS_CHEVAUCHENT: { gravite: "risque", acteur: "secretariat", titre: "Contrats qui se chevauchent" },
  AGE_IMPROBABLE: { gravite: "risque", acteur: "secretariat", titre: "Moins de 14 ans à l'entrée en formation" },
  ANNEE_HORS_FORMATION: { gravite: "risque", acteur: "secretariat", titre: "Année scolaire en dehors de la formation" },
  PERSONNE_EN_DOUBLE: { gravite: "risque", acteur: "direction", titre: "La même personne sous deux identifiants" },
} as const satisfies Record<string, Fiche>;

export type CodeAnomalie = keyof typeof CATALOGUE;

/** An anomaly of the catalogue, about some fields, with its sentence. */
export function anomalie(code: CodeAnomalie, champs: CleChamp[], phrase: string): Anomalie {
  const { gravite, acteur } = CATALOGUE[code];
  return { code, gravite, champs, phrase, acteur };
}
