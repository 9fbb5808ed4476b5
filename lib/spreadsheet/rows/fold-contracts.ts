import { type ChampKey, isChampKey } from "@/lib/domain/champs";
import { foldText } from "@/lib/domain/fold-text";
import type { Json, JsonObject } from "@/lib/domain/json";
import { CONTRAT_KEYS, type ContratKeys } from "@/lib/domain/reading";

type Contrat = Partial<Record<keyof ContratKeys, Json>>;

const FIELDS = ["debut", "fin", "rupture", "cause", "siret", "employeur"] as const;
const MAX_CONTRATS = CONTRAT_KEYS.length;

function contratAt(source: JsonObject, keys: ContratKeys): Contrat | null {
  const contrat: Contrat = {};
  for (const field of FIELDS) {
    const value = source[keys[field]];
    if (value !== undefined) contrat[field] = value;
  }
  return Object.keys(contrat).length === 0 ? null : contrat;
}

const contratsOf = (source: JsonObject): Contrat[] => CONTRAT_KEYS.flatMap((keys) => contratAt(source, keys) ?? []);

/** Of one start, and of one employer as far as both say who. */
const isSameContrat = (a: Contrat, b: Contrat) =>
  a.debut === b.debut &&
  (a.siret === b.siret || (a.debut !== undefined && (a.siret === undefined || b.siret === undefined)));
const startOf = ({ debut }: Contrat) => (typeof debut === "string" ? debut : "9999");

/** Two trainings of one person in one year are two dossiers, whatever their contracts. */
const TRAINING: readonly ChampKey[] = [
  "formation_cfd",
  "formation_rncp",
  "libelle_court_formation",
  "date_entree_formation",
];
const sameTraining = (a: JsonObject, b: JsonObject) =>
  TRAINING.every((key) => a[key] === undefined || b[key] === undefined || a[key] === b[key]);

const OF_CONTRATS: ReadonlySet<string> = new Set(CONTRAT_KEYS.flatMap((keys) => FIELDS.map((field) => keys[field])));

const isOther = (a: Json | undefined, b: Json | undefined) =>
  a !== undefined && b !== undefined && a !== b && foldText(String(a)) !== foldText(String(b));

/** The fields, but those of its contracts, of which the rows of a person do not say the same. */
function differing([first, ...others]: readonly JsonObject[]): ChampKey[] {
  const keys = new Set([first, ...others].flatMap((source) => Object.keys(source ?? {})).filter(isChampKey));
  return [...keys].filter((key) => {
    const said = [first, ...others].flatMap((source) => source?.[key] ?? []);
    return !OF_CONTRATS.has(key) && said.some((value) => isOther(said[0], value));
  });
}

/**
 * `source`: the one dossier. `completes`: its rows are no other contracts, they complete the first. `left`: how many contracts it has no room for, the oldest ones. `differ`: the other fields that its rows write differently.
 * `fieldOf`: under which field of it stands what a row says under another one; null for a contract that is left out.
 */
export type FoldedContracts = {
  source: JsonObject;
  completes?: boolean;
  left: number;
  differ: ChampKey[];
  fieldOf: (row: JsonObject, champ: ChampKey) => ChampKey | null;
};

/** The fields of which a row says something that the one before it does not: what is lost of it when it is left out. */
export function saysBesides(first: JsonObject, other: JsonObject): ChampKey[] {
  const keys = Object.keys(other).filter(isChampKey);
  return keys.filter((key) => first[key] === undefined || isOther(first[key], other[key]));
}

/** A list of parents has a row for each: the second one's address is the other that a dossier has room for. */
function withSecondParent(sources: readonly JsonObject[]): JsonObject[] {
  const [mail1, mail2] = ["responsable_apprenant_mail1", "responsable_apprenant_mail2"] as const;
  const first = sources[0]?.[mail1];
  const mails = new Set(sources.flatMap((source) => (isOther(first, source[mail1]) ? (source[mail1] ?? []) : [])));
  if (mails.size !== 1 || sources.some((source) => source[mail2] !== undefined)) return [...sources];
  return sources.map((source) => {
    const { [mail1]: mail, ...rest } = source;
    return isOther(first, mail) && mail !== undefined ? { ...rest, [mail2]: mail } : source;
  });
}

/**
 * One dossier out of several rows of one person for one year, when each row is another contract, or completes the first: the contracts take their places by their
 * start. Null for another training, and when the others only say again what the first does, or something else of the same contract. Of more than four contracts, the
 * last ones are kept.
 */
export function foldContracts(rows: readonly JsonObject[]): FoldedContracts | null {
  const sources = withSecondParent(rows);
  const [first, ...others] = sources;
  if (first === undefined || !others.every((other) => sameTraining(first, other))) return null;
  const contrats: Contrat[] = [];
  const differ = new Set(differing(sources));
  const [firstKeys] = CONTRAT_KEYS;
  let isTwofold = false;
  for (const contrat of sources.flatMap(contratsOf)) {
    const at = contrats.findIndex((each) => isSameContrat(each, contrat));
    const known = contrats[at];
    for (const field of FIELDS) {
      if (firstKeys === undefined || !isOther(known?.[field], contrat[field])) continue;
      differ.add(firstKeys[field]);
      isTwofold ||= field === "fin" || field === "rupture";
    }
    contrats.splice(at === -1 ? contrats.length : at, 1, { ...contrat, ...known });
  }
  const adds = others.some((other) => Object.keys(other).some((key) => isChampKey(key) && first[key] === undefined));
  const completes = contrats.length <= contratsOf(first).length;
  if (completes && (isTwofold || !adds)) return null;
  const sorted = contrats.toSorted((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
  const kept = sorted.slice(-MAX_CONTRATS);
  const source: JsonObject = Object.assign({}, ...[...others].reverse(), first);
  for (const [rank, keys] of CONTRAT_KEYS.entries()) {
    for (const field of FIELDS) {
      const value = kept[rank]?.[field];
      if (value === undefined) delete source[keys[field]];
      else source[keys[field]] = value;
    }
  }
  const fieldOf = (row: JsonObject, champ: ChampKey): ChampKey | null => {
    for (const keys of CONTRAT_KEYS) {
      const field = FIELDS.find((each) => keys[each] === champ);
      const contrat = field === undefined ? null : contratAt(row, keys);
      if (field === undefined || contrat === null) continue;
      const rank = kept.findIndex((each) => isSameContrat(each, contrat));
      return CONTRAT_KEYS[rank]?.[field] ?? null;
    }
    return champ;
  };
  return { source, completes, left: sorted.length - kept.length, differ: [...differ], fieldOf };
}
