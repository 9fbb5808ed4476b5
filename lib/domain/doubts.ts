import type { ChampKey } from "./champs";

/**
 * What reading a file may leave in doubt. text-damaged: «Ã©», «�», odd signs inside a name. date-order: day and month cannot be told apart.
 * date-unreadable: what is not wholly a date and that the TBA would read as one. date-fictive: 1900 or
 * 9999 where a date must be. contract-lost: a formula without a value, or an error of the spreadsheet, where a contract's date should be. statut-unknown: a status in the software's own words.
 * identifier-reused: the identifier of somebody else. name-split: a surname and a first name in one cell, which may be told apart otherwise, or each under the heading of the other.
 * stretched: a code or a date that is one more than that of the row above, for several rows.
 */
export const DOUBT_CODES = [
  "text-damaged",
  "date-order",
  "date-unreadable",
  "date-fictive",
  "contract-lost",
  "statut-unknown",
  "identifier-reused",
  "name-split",
  "stretched",
] as const;
export type DoubtCode = (typeof DOUBT_CODES)[number];

/** One thing to ask a person about a row: the sentence is French, whole, with the value. `champ`: the field that it is about, when it is one. */
export type Doubt = { code: DoubtCode; champ: ChampKey | null; sentence: string };
