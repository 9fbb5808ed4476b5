import { damagedText } from "@/lib/domain/cells/damaged-text";
import { type ChampKey, TRANSMITTED_CHAMPS } from "@/lib/domain/champs";
import type { Doubt } from "@/lib/domain/doubts";
import { isObject, type JsonObject } from "@/lib/domain/json";
import { MAX_VALUE_CHARACTERS } from "@/lib/domain/software-limits";
import { toStorableJson } from "@/lib/domain/storable-json";

/** What the base indexes; no software has longer ones. */
const MAX_INDEXED: Readonly<Partial<Record<ChampKey, number>>> = { id_erp_apprenant: 500, annee_scolaire: 100 };

/** The known fields of an item, in the order in which they came; nulls are absences, and what is no object has no field. */
export function keepKnown(item: unknown): JsonObject {
  const kept: JsonObject = {};
  if (!isObject(item)) return kept;
  for (const key of Object.keys(item)) {
    const value = item[key];
    if (KNOWN.has(key) && value !== undefined && value !== null) kept[key] = value;
  }
  return kept;
}

const KNOWN: ReadonlySet<string> = new Set(TRANSMITTED_CHAMPS.map(({ key }) => key));

const lengthOf = (value: JsonObject[string]): number =>
  typeof value === "object" && value !== null ? JSON.stringify(value).length : String(value ?? "").length;

/** The field that is too long to be anybody's, null when none is. */
export function tooLong(source: JsonObject): { champ: ChampKey; sentence: string } | null {
  for (const { key: champ } of TRANSMITTED_CHAMPS) {
    const max = MAX_INDEXED[champ] ?? MAX_VALUE_CHARACTERS;
    if (lengthOf(source[champ]) > max) {
      return {
        champ,
        sentence: `Ce champ dépasse ${max.toLocaleString("fr-FR")} caractères : rien de ce dossier n'est repris.`,
      };
    }
  }
  return null;
}

/** What is to be stored of an item. */
export const sourceOf = (item: unknown): JsonObject => toStorableJson(keepKnown(item));

/** What a person must confirm of it, as of a file's row: texts that were damaged on their way. */
export function doubtsOf(source: JsonObject): Doubt[] {
  const doubts: Doubt[] = [];
  for (const { key } of TRANSMITTED_CHAMPS) {
    const sentence = damagedText(key, source[key]);
    if (sentence !== null) doubts.push({ code: "text-damaged", champ: key, sentence });
  }
  return doubts;
}
