import { CHAMPS_APPRENANT } from "./champs/apprenant";
import { CHAMPS_CONTRATS } from "./champs/contrats";
import type { Champ } from "./champs/definition";
import { CHAMPS_DIVERS } from "./champs/divers";
import { CHAMPS_FORMATION } from "./champs/formation";

const LISTE = [...CHAMPS_APPRENANT, ...CHAMPS_FORMATION, ...CHAMPS_CONTRATS, ...CHAMPS_DIVERS] as const;

export type CleChamp = (typeof LISTE)[number]["cle"];

/** THE list of fields: it drives the contract, the import columns, the labels, the dossier page and the exports. */
export const CHAMPS: readonly Champ<CleChamp>[] = LISTE;

/** The fields that go to the TBA, in the order in which a payload holds them. */
export const CHAMPS_TRANSMIS: readonly Champ<CleChamp>[] = CHAMPS.filter((c) => c.transmis);

const PAR_CLE = new Map<string, Champ<CleChamp>>(CHAMPS.map((c) => [c.cle, c]));

export function estCleChamp(cle: string): cle is CleChamp {
  return PAR_CLE.has(cle);
}

/** The definition of a field of the list. */
export function champDe(cle: CleChamp): Champ<CleChamp> {
  const trouve = PAR_CLE.get(cle);
  if (trouve === undefined) throw new Error(`Champ inconnu : ${cle}`);
  return trouve;
}
