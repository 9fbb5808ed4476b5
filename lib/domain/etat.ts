/** «État du dossier», in the order in which a list offers them. */
export const ETATS = ["invalide", "a-transmettre", "transmis", "refuse"] as const;
export type EtatDossierValue = (typeof ETATS)[number];

/** In the search under «État du dossier»: taken by the TBA, which will show them nowhere. */
export const NOT_SHOWN = "non-affiches";

/** In the same search: found in a list of the TBA by a rapprochement, or taken by the TBA and found in none. */
export const SEEN = "vus";
export const NOT_SEEN = "pas-vus";

export const ETAT_LABELS: Readonly<Record<EtatDossierValue, string>> = {
  invalide: "Invalide pour TBA",
  "a-transmettre": "À transmettre",
  transmis: "Transmis sur TBA",
  refuse: "Refusé par le TBA",
};
