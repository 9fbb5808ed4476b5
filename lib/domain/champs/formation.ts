import { champ } from "./definition";

const UAI = "7 chiffres et 1 lettre.";
const SIRET = "14 chiffres.";

export const FORMATION_CHAMPS = [
  champ("formation", "annee_scolaire", "anneeScolaire", "L'", "Année scolaire", "Par exemple 2026-2027.", {
    required: true,
    alias: ["année scolaire"],
  }),
  champ("formation", "libelle_court_formation", "libelle", "Le ", "Libellé de la formation", "Au moins 2 caractères.", {
    alias: ["formation", "libellé formation"],
  }),
  champ("formation", "formation_rncp", "rncp", "Le ", "Code RNCP", "RNCP suivi de 2 à 5 chiffres.", {
    alias: ["rncp", "code rncp"],
  }),
  champ("formation", "formation_cfd", "cfd", "Le ", "Code formation diplôme", "8 caractères : chiffres et capitales.", {
    alias: ["cfd", "code diplôme", "id_formation"],
  }),
  champ("formation", "annee_formation", "anneeFormation", "L'", "Année de formation", "De 0 à 5."),
  champ(
    "formation",
    "duree_theorique_formation_mois",
    "duree",
    "La ",
    "Durée de la formation en mois",
    "Un nombre entier de 1 à 48.",
  ),
  champ(
    "formation",
    "duree_theorique_formation",
    "duree",
    "La ",
    "Durée de la formation en années",
    "Ancien champ : préférez la durée en mois.",
  ),
  champ("formation", "date_inscription_formation", "date", "La ", "Date d'inscription", "Au format jj/mm/aaaa.", {
    required: true,
    alias: ["date d'inscription", "inscrit le"],
  }),
  champ("formation", "date_entree_formation", "date", "La ", "Date d'entrée en formation", "Au format jj/mm/aaaa.", {
    required: true,
    alias: ["date d'entrée", "date de début de formation"],
  }),
  champ("formation", "date_fin_formation", "date", "La ", "Date de fin de formation", "Au format jj/mm/aaaa.", {
    required: true,
    alias: ["date de fin de formation"],
  }),
  champ(
    "formation",
    "date_exclusion_formation",
    "date",
    "La ",
    "Date d'exclusion ou d'abandon",
    "À remplir seulement si l'apprenant a quitté la formation.",
  ),
  champ("formation", "cause_exclusion_formation", "texteLibre", "La ", "Cause de l'exclusion", "Texte libre."),
  champ("formation", "obtention_diplome_formation", "booleen", "L'", "Obtention du diplôme", "Oui ou non."),
  champ("formation", "date_obtention_diplome_formation", "date", "La ", "Date d'obtention du diplôme", "jj/mm/aaaa."),
  champ(
    "formation",
    "formation_presentielle",
    "booleen",
    "La ",
    "Formation en présence",
    "Non si tout est à distance.",
  ),
  champ(
    "formation",
    "nom_referent_handicap_formation",
    "texteLibre",
    "Le ",
    "Nom du référent handicap",
    "Texte libre.",
  ),
  champ(
    "formation",
    "prenom_referent_handicap_formation",
    "texteLibre",
    "Le ",
    "Prénom du référent handicap",
    "Texte libre.",
  ),
  champ(
    "formation",
    "email_referent_handicap_formation",
    "emailStrict",
    "L'",
    "E-mail du référent handicap",
    "Une seule adresse, sans espace autour.",
  ),
  champ("etablissements", "etablissement_responsable_uai", "uai", "L'", "UAI du responsable", UAI, { required: true }),
  champ("etablissements", "etablissement_responsable_siret", "siret", "Le ", "SIRET du responsable", SIRET, {
    required: true,
  }),
  champ("etablissements", "etablissement_formateur_uai", "uai", "L'", "UAI du formateur", UAI, {
    required: true,
    alias: ["sit_form"],
  }),
  champ("etablissements", "etablissement_formateur_siret", "siret", "Le ", "SIRET du formateur", SIRET, {
    required: true,
  }),
  champ("etablissements", "etablissement_lieu_de_formation_uai", "uai", "L'", "UAI du lieu de formation", UAI, {
    alias: ["uai_eple"],
  }),
  champ(
    "etablissements",
    "etablissement_lieu_de_formation_siret",
    "siretTolere",
    "Le ",
    "SIRET du lieu de formation",
    SIRET,
  ),
  champ(
    "etablissements",
    "etablissement_lieu_de_formation_adresse",
    "texte",
    "L'",
    "Adresse du lieu de formation",
    "Numéro, voie, complément.",
  ),
  champ(
    "etablissements",
    "etablissement_lieu_de_formation_code_postal",
    "codePostal",
    "Le ",
    "Code postal du lieu de formation",
    "5 chiffres.",
  ),
] as const;
