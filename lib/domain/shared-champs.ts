import type { ChampKey } from "./champs";

/** The couples of UAI and SIRET, that the dossiers of one établissement nearly all share. */
export const SHARED_COUPLES = [
  "etablissement_responsable_uai",
  "etablissement_responsable_siret",
  "etablissement_formateur_uai",
  "etablissement_formateur_siret",
] as const satisfies readonly ChampKey[];

/** The mandatory fields that all the rows of a file nearly always share: a person may give each once, where no column of the file tells it. */
export const SHARED_CHAMPS = ["annee_scolaire", ...SHARED_COUPLES] as const satisfies readonly ChampKey[];

export type SharedChamp = (typeof SHARED_CHAMPS)[number];

/** The mandatory fields that a person may say to be another's on each row, where no column tells them: most software has no day of enrolment. */
export const COPIED_CHAMPS = { date_inscription_formation: "date_entree_formation" } as const satisfies Partial<
  Record<ChampKey, ChampKey>
>;

export type CopiedChamp = keyof typeof COPIED_CHAMPS;

export const isCopiedChamp = (key: string): key is CopiedChamp => Object.hasOwn(COPIED_CHAMPS, key);

export const isSharedChamp = (key: string): key is SharedChamp => (SHARED_CHAMPS as readonly string[]).includes(key);
