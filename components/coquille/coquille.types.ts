export type EtablissementMenu = { uai: string; nom: string };

/** What the shell shows around every page of an établissement. `role` is the word to show: «Administrateur». */
export type ContexteCoquille = {
  etablissement: EtablissementMenu;
  /** All those that the person may enter, this one included. */
  etablissements: readonly EtablissementMenu[];
  utilisateur: { nom: string; role: string };
  /** How many things «À surveiller» has to show. */
  aSurveiller: number;
  droits: { importer: boolean; parametrer: boolean };
  deconnexion: (donnees: FormData) => Promise<void>;
};
