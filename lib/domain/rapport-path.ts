/** The report of an établissement: where a morning begins. */
export const rapportPathOf = (uai: string) => `/${uai}/etablissement/tableau-de-bord-apprentissage`;
