import { APPRENANT_CHAMPS } from "./champs/apprenant";
import { CONTRAT_CHAMPS } from "./champs/contrats";
import type { Champ } from "./champs/definition";
import { FORMATION_CHAMPS } from "./champs/formation";
import { OTHER_CHAMPS } from "./champs/others";

const LIST = [...APPRENANT_CHAMPS, ...FORMATION_CHAMPS, ...CONTRAT_CHAMPS, ...OTHER_CHAMPS] as const;

export type ChampKey = (typeof LIST)[number]["key"];

/** THE list of fields: it drives the contract, the import columns, the labels, the dossier page and the exports. */
export const CHAMPS: readonly Champ<ChampKey>[] = LIST;

/** The fields that go to the TBA, in the order in which a payload holds them. */
export const TRANSMITTED_CHAMPS: readonly Champ<ChampKey>[] = CHAMPS.filter((c) => c.sent);

const BY_KEY = new Map<string, Champ<ChampKey>>(CHAMPS.map((c) => [c.key, c]));

export function isChampKey(key: string): key is ChampKey {
  return BY_KEY.has(key);
}

/** The definition of a field of the list. */
export function champOf(key: ChampKey): Champ<ChampKey> {
  const found = BY_KEY.get(key);
  if (found === undefined) throw new Error(`Champ inconnu : ${key}`);
  return found;
}
