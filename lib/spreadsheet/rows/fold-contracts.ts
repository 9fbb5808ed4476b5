import type { ChampKey } from "@/lib/domain/champs";
import type { Json, JsonObject } from "@/lib/domain/json";
import { CONTRAT_KEYS, type ContratKeys } from "@/lib/domain/reading";

type Contrat = Partial<Record<keyof ContratKeys, Json>>;

const FIELDS = ["debut", "fin", "rupture", "cause", "siret", "employeur"] as const;
const MAX_CONTRATS = CONTRAT_KEYS.length;

function contratsOf(source: JsonObject): Contrat[] {
  return CONTRAT_KEYS.flatMap((keys) => {
    const contrat: Contrat = {};
    for (const field of FIELDS) {
      const value = source[keys[field]];
      if (value !== undefined) contrat[field] = value;
    }
    return Object.keys(contrat).length === 0 ? [] : [contrat];
  });
}

const keyOf = ({ debut, siret }: Contrat) => JSON.stringify([debut ?? null, siret ?? null]);
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

/** `source`: the one dossier. `left`: how many contracts it has no room for, the oldest ones. */
export type FoldedContracts = { source: JsonObject; left: number };

/**
 * One dossier out of several rows of one person for one year, when each row is another contract: the contracts take their places by their start. Null
 * when they are no more contracts than the first row has, or another training. Of more than four, the last ones are kept.
 */
export function foldContracts(sources: readonly JsonObject[]): FoldedContracts | null {
  const [first, ...others] = sources;
  if (first === undefined || !others.every((other) => sameTraining(first, other))) return null;
  const contrats = new Map<string, Contrat>();
  for (const contrat of sources.flatMap(contratsOf))
    contrats.set(keyOf(contrat), { ...contrats.get(keyOf(contrat)), ...contrat });
  if (contrats.size <= contratsOf(first).length) return null;
  const sorted = [...contrats.values()].sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
  const kept = sorted.slice(-MAX_CONTRATS);
  const source: JsonObject = Object.assign({}, ...[...others].reverse(), first);
  for (const [rank, keys] of CONTRAT_KEYS.entries()) {
    for (const field of FIELDS) {
      const value = kept[rank]?.[field];
      if (value === undefined) delete source[keys[field]];
      else source[keys[field]] = value;
    }
  }
  return { source, left: sorted.length - kept.length };
}
