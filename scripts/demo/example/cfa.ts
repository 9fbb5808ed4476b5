/** The invented établissements of the demonstration. Their UAI and SIRET have right check digits and belong to nobody. */
export const EXAMPLE_CFA = { uai: "0359471E", siret: "59904711500010", name: "CFA des Trois Rivières" } as const;
export const SECOND_CFA = { uai: "0449482T", siret: "59904822000017", name: "CFA des Deux Estuaires" } as const;

/** What a dossier says of its établissement. */
export type ExampleCfa = { uai: string; siret: string };
