/** The invented établissement of the demonstration. Its UAI and SIRET have right check digits and belong to nobody. */
export const EXAMPLE_CFA = { uai: "0359471E", siret: "59904711500010", name: "CFA des Trois Rivières" } as const;
