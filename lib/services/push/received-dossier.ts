import { damagedText } from "@/lib/domain/cells/damaged-text";
import { type ChampKey, TRANSMITTED_CHAMPS } from "@/lib/domain/champs";
import type { Doubt } from "@/lib/domain/doubts";
import { isObject, type Json, type JsonObject } from "@/lib/domain/json";
import { toStorableJson } from "@/lib/domain/storable-json";

/** What the base indexes; no software has longer ones. */
const MAX_INDEXED: Readonly<Partial<Record<ChampKey, number>>> = { id_erp_apprenant: 500, annee_scolaire: 100 };

/** The known fields of an item, in the order in which they came; nulls are absences, and what is no object has no field. */
export function keepKnown(item: unknown): JsonObject {
  if (!isObject(item)) return {};
  const kept: [string, Json][] = [];
  for (const [key, value] of Object.entries(item)) {
    if (KNOWN.has(key) && value !== undefined && value !== null) kept.push([key, value]);
  }
  return Object.fromEntries(kept);
}

const KNOWN: ReadonlySet<string> = new Set(TRANSMITTED_CHAMPS.map(({ key }) => key));

/** The field that is too long to be anybody's, null when none is. */
export function tooLong(source: JsonObject): { champ: ChampKey; sentence: string } | null {
  for (const champ of ["id_erp_apprenant", "annee_scolaire"] as const) {
    const max = MAX_INDEXED[champ] ?? 0;
    if (String(source[champ] ?? "").length > max) {
      return { champ, sentence: `Ce champ dépasse ${max} caractères : rien de ce dossier n'est repris.` };
    }
  }
  return null;
}

/** What is to be stored of an item. */
export const sourceOf = (item: unknown): JsonObject => toStorableJson(keepKnown(item));

/** What a person must confirm of it, as of a file's row: texts that were damaged on their way. */
export function doubtsOf(source: JsonObject): Doubt[] {
  return TRANSMITTED_CHAMPS.flatMap(({ key }): Doubt[] => {
    const sentence = damagedText(key, source[key]);
    return sentence === null ? [] : [{ code: "text-damaged", champ: key, sentence }];
  });
}
