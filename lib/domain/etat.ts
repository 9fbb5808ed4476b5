/** «État du dossier», in the order in which a list offers them. */
export const ETATS = ["invalide", "a-transmettre", "transmis", "refuse"] as const;
export type EtatDossierValue = (typeof ETATS)[number];

/** In the search under «État du dossier»: taken by the TBA, which will show them nowhere. */
export const NOT_SHOWN = "non-affiches";

export const ETAT_LABELS: Readonly<Record<EtatDossierValue, string>> = {
  invalide: "Invalide pour TBA",
  "a-transmettre": "À transmettre",
  transmis: "Transmis sur TBA",
  refuse: "Refusé par le TBA",
};
