import { champ } from "./definition";

export const OTHER_CHAMPS = [
  champ(
    "sifa",
    "derniere_situation",
    "situation",
    "La ",
    "Situation l'année précédente",
    "Code SIFA à 4 chiffres (SIT_N_1) ; 0 si aucune.",
    { alias: ["sit_n_1", "situation n-1", "situation_n_1"] },
  ),
  champ(
    "sifa",
    "dernier_organisme_uai",
    "dernierOrganisme",
    "L'",
    "Établissement l'année précédente",
    "Son UAI, ou le numéro du département (35, 2A, 974…).",
    { alias: ["etab_n_1"] },
  ),
  champ("sifa", "type_cfa", "typeCfa", "Le ", "Type de CFA", "De 01 à 10, selon la nomenclature SIFA."),
  champ(
    "sifa",
    "statut_apprenant",
    "statut",
    "Le ",
    "Statut déclaré",
    "0 (abandon) avec sa date, sans date d'exclusion : le TBA compte un abandon ce jour-là. Il ignore 2 et 3.",
  ),
  champ(
    "sifa",
    "date_metier_mise_a_jour_statut",
    "date",
    "La ",
    "Date du statut déclaré",
    "Le jour de l'abandon quand le statut déclaré est 0 ; ignorée dans les autres cas.",
  ),
  champ("sifa", "custom_statut_apprenant", "texteLibre", "Le ", "Statut propre au logiciel", "Texte libre."),
  champ("erp", "statut", "texte", "Le ", "Statut dans le logiciel", "Seuls les apprentis sont transmis.", {
    sent: false,
    alias: ["statut dans le logiciel de gestion"],
  }),
  champ("erp", "groupe_formation", "texte", "Le ", "Groupe de formation", "Le groupe tel que le logiciel le nomme.", {
    sent: false,
    alias: ["groupe"],
  }),
  champ("erp", "nom_employeur", "texte", "Le ", "Nom de l'employeur", "Employeur du contrat.", {
    sent: false,
    alias: ["employeur", "entreprise", "raison sociale"],
  }),
  champ("erp", "nom_employeur_2", "texte", "Le ", "Nom du deuxième employeur", "Employeur du deuxième contrat.", {
    sent: false,
  }),
  champ("erp", "nom_employeur_3", "texte", "Le ", "Nom du troisième employeur", "Employeur du troisième contrat.", {
    sent: false,
  }),
  champ("erp", "nom_employeur_4", "texte", "Le ", "Nom du quatrième employeur", "Employeur du quatrième contrat.", {
    sent: false,
  }),
] as const;
