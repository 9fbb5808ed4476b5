import { type ChampKey, champOf, isChampKey } from "./champs";
import { type Corrections, effectiveValues } from "./corrections";
import { formatInput } from "./format-input";
import { yearOf } from "./identity-fields";
import type { Json, JsonObject } from "./json";
import { parseInput } from "./parse-input";
import { CONTRAT_KEYS } from "./reading";

/** Under which name the source of a dossier says that somebody typed it here, and that no software sent it yet. No field is called so. */
const TYPED = "passerelle_saisi";

/** What somebody typed, as the source of a dossier that no software sent. */
export const asTyped = (values: JsonObject): JsonObject => ({ ...values, [TYPED]: true });

export const isTyped = (source: JsonObject): boolean => source[TYPED] === true;

/** The values of a source alone, without what says who wrote it. */
export function valuesOf(source: JsonObject): JsonObject {
  const { [TYPED]: _, ...values } = source;
  return values;
}

/** A telephone is one number, however its digits are grouped. */
const bare = (champ: ChampKey, text: string) =>
  champOf(champ).type === "telephone" ? text.replace(/[\s.-]+/g, "") : text;

const written = (value: Json | undefined) => formatInput(value).toLocaleLowerCase("fr");

/** Whether a value reads as another, however it is written: «02/03/2007». */
function readsAs(champ: ChampKey, said: Json, value: Json | undefined): boolean {
  const read = parseInput(champ, formatInput(said));
  return "value" in read && bare(champ, written(read.value)) === bare(champ, written(value));
}

const saysTheSame = (champ: ChampKey, said: Json, value: Json | undefined): boolean =>
  written(said) === written(value) || readsAs(champ, said, value);

/** The software's row was recognised by these: they are not what somebody typed against it. */
const saysSameDossier = (champ: string, typed: JsonObject, received: JsonObject): boolean =>
  champ === "id_erp_apprenant" || (champ === "annee_scolaire" && yearOf(typed) === yearOf(received));

/** Whether a field is of a contract in whose place the software has one that starts another day: the end of the one is not the end of the other. */
function isOfAnotherContract(champ: ChampKey, own: readonly JsonObject[], received: JsonObject): boolean {
  const start = CONTRAT_KEYS.find((keys) => Object.values<string | number>(keys).includes(champ))?.debut;
  const said = start === undefined ? null : (received[start] ?? null);
  if (start === undefined || said === null) return false;
  return own.every((values) => {
    const day = values[start] ?? null;
    return day !== null && !saysTheSame(start, said, day);
  });
}

/**
 * What was typed of a dossier written by hand, and corrected since, as corrections of what a software now sends of it, for `rebaseCorrections`: where
 * the software is silent they hold; where it says something else it wins, and staff are told; what it writes otherwise («oui» for a true) stays as it was typed.
 */
export function typedAsCorrections(typed: JsonObject, corrections: Corrections, received: JsonObject): Corrections {
  const standing: Corrections = { ...corrections };
  const versions = [typed, effectiveValues(typed, corrections)];
  for (const champ of Object.keys({ ...valuesOf(typed), ...corrections })) {
    if (!isChampKey(champ) || saysSameDossier(champ, typed, received)) continue;
    const [value, said, own] = [typed[champ] ?? null, received[champ] ?? null, corrections[champ]];
    const stands = own === undefined ? value : own.value;
    // Of a source that the software does not say: it wins, and that is told.
    if (said === null)
      standing[champ] = { value: stands, source: isOfAnotherContract(champ, versions, received) ? stands : null };
    else if (own !== undefined) {
      if (saysTheSame(champ, said, value) || readsAs(champ, said, stands)) standing[champ] = { ...own, source: said };
    } else if (written(said) !== written(value) || (typeof value !== typeof said && typeof value === "boolean"))
      standing[champ] = { value, source: readsAs(champ, said, value) ? said : null };
  }
  return standing;
}

/** What stands for what a software said before of a dossier written by hand, beside what it now says: where it is silent, nothing changes, but of another contract. */
export function typedBeside(typed: JsonObject, corrections: Corrections, received: JsonObject): JsonObject {
  const said: JsonObject = {};
  const versions = [typed, effectiveValues(typed, corrections)];
  for (const [champ, value] of Object.entries(valuesOf(typed))) {
    if (value === undefined || !isChampKey(champ)) continue;
    if (saysSameDossier(champ, typed, received)) said[champ] = received[champ] ?? value;
    else if ((received[champ] ?? null) !== null || isOfAnotherContract(champ, versions, received)) said[champ] = value;
  }
  return said;
}
