/** The chapters of the help, in the order of the tutorial that secretaries know, then of a year's work. Ids are addresses: they stay. */
export const CHAPTERS = {
  tba: "Tableau de bord de l'apprentissage",
  cle: "Pré-requis : récupération et saisie de la clé API",
  rapport: "Tableau de bord apprentissage : rapport de transmission",
  deblocage: "Réparer plusieurs dossiers d'un coup",
  dossier: "Un dossier apprenant",
  importer: "Importer un fichier",
  transmissions: "Transmissions",
  "a-surveiller": "À surveiller",
  rapprochement: "Rapprochement",
  reseau: "Réseau",
  utilisateurs: "Utilisateurs et rôles",
  logiciels: "Logiciels qui envoient d'eux-mêmes",
  "donnees-personnelles": "Données personnelles et journal",
  compte: "Mon compte",
  touches: "Les touches du clavier",
  glossaire: "Glossaire",
} as const;

export type ChapterId = keyof typeof CHAPTERS;

/** The page of what to do for each anomaly. */
export const ANOMALIES_AIDE = "/aide/anomalies";

/** Where the help speaks of a page. */
export const aideLink = (chapter: ChapterId) => `/aide#${chapter}`;
