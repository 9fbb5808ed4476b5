/** The report of an établissement: where a morning begins. */
export const rapportPath = (uai: string) => `/${uai}/etablissement/tableau-de-bord-apprentissage`;
