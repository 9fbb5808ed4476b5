import { type CleChamp, estCleChamp } from "./champs";
import type { Json, ObjetJson } from "./json";

/** What staff put in the place of a source value. `null` empties the field; `source` is the value that it replaced. */
export type Correction = { valeur: Json; source: Json };
export type Corrections = Partial<Record<CleChamp, Correction>>;

/** The values that count: the source, with the corrections over it. */
export function valeursEffectives(source: ObjetJson, corrections: Corrections): ObjetJson {
  const corrigees = Object.entries(corrections);
  if (corrigees.length === 0) return source;
  const valeurs: ObjetJson = { ...source };
  for (const [cle, correction] of corrigees) valeurs[cle] = correction.valeur;
  return valeurs;
}

/** What becomes of the corrections when a new source arrives. */
export type SortDesCorrections = {
  corrections: Corrections;
  /** The source did not change: the correction holds. */
  tenues: CleChamp[];
  /** The source now says what the correction said: done with. */
  terminees: CleChamp[];
  /** The source says something else: it wins, and staff are told. */
  remplacees: CleChamp[];
};

/** An absent value and an empty one are the same. */
export const memeValeur = (a: Json | undefined, b: Json | undefined) =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The three-way rule (product.md, «Corrections survive»): old source value, correction, new source value. */
export function rejouerCorrections(corrections: Corrections, nouvelleSource: ObjetJson): SortDesCorrections {
  const sort: SortDesCorrections = { corrections: {}, tenues: [], terminees: [], remplacees: [] };
  for (const [cle, correction] of Object.entries(corrections)) {
    if (!estCleChamp(cle)) continue;
    const recue = nouvelleSource[cle];
    if (memeValeur(recue, correction.valeur)) sort.terminees.push(cle);
    else if (memeValeur(recue, correction.source)) {
      sort.corrections[cle] = correction;
      sort.tenues.push(cle);
    } else sort.remplacees.push(cle);
  }
  return sort;
}
