import type { ChampKey } from "@/lib/domain/champs";

/**
 * How a heading of somebody's software tells a field: the words that it must have (each list is one way to say it), those that it may have
 * besides, and no other. `others`: the field's keys from the second rank on, for what comes several times. `weak`: taken when no other column is.
 */
export type HeadingRule = {
  field: ChampKey;
  ways: readonly string[];
  may?: string;
  others?: readonly (ChampKey | undefined)[];
  /** Other fields that the same column fills when they have none of their own: one CFA is both responsable and formateur. */
  also?: readonly ChampKey[];
  weak?: true;
  /** Its words also mean other things: it is taken when its cells hold words of the field. */
  unsure?: true;
};
