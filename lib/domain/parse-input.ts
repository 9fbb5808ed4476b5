import type { Anomalie } from "./anomalie";
import type { AnomalieCode } from "./anomalies/catalogue";
import { champPlausibilityAnomalies } from "./anomalies/champ-plausibility";
import { contratAnomalie } from "./anomalies/contrat-sentences";
import { swallowedValueAnomalies } from "./anomalies/swallowed-values";
import { type ChampKey, champOf } from "./champs";
import { checkContrat } from "./contrat-tba";
import type { Json, JsonObject } from "./json";
import { parseValue } from "./parse-value";
import { readStatutLogiciel } from "./statut-logiciel";

/** What a person typed, read; or one French sentence that says why it will not do. */
export type ParsedInput = { value: Json } | { error: string };

const MAX_LENGTH = 500;

/** Of what is only likely to be wrong, what a person who types a value can put right at once. */
const REFUSED: ReadonlySet<string> = new Set<AnomalieCode>(["SIRET_CLE", "CODE_POSTAL_COURT", "DATE_HORS_CALENDRIER"]);

/** What is wrong with a value by itself: refused by the TBA, dropped by it in silence, or sure not to exist. */
function fault(key: ChampKey, value: Json): string | null {
  const champ = champOf(key);
  const only: JsonObject = { [key]: value };
  const refusal = checkContrat(only).find((e) => e.champ === key);
  if (refusal !== undefined) return contratAnomalie(champ, value, refusal.message).sentence;
  const found: Anomalie[] = [];
  swallowedValueAnomalies(only, found);
  const doubtful: Anomalie[] = [];
  champPlausibilityAnomalies(only, doubtful);
  found.push(...doubtful.filter((a) => REFUSED.has(a.code)));
  return found.find((a) => a.champs.includes(key))?.sentence ?? null;
}

/**
 * Reads what a person typed for a field, with the rules of `parseValue`, and refuses what the TBA would refuse or lose of this value
 * alone, a SIRET or a day that does not exist, a postal code cut short, and a status that does not tell who is an apprentice: it would be sent as one. An empty text is null: whether the field may be empty is for the caller to say.
 */
export function parseInput(key: ChampKey, text: string): ParsedInput {
  const champ = champOf(key);
  if (key === "id_erp_apprenant") {
    return { error: `${champ.subject} ne se corrige pas ici : le TBA prendrait l'apprenant pour un autre.` };
  }
  const clean = text.replaceAll("\u0000", "").toWellFormed().trim();
  if (clean.length > MAX_LENGTH) return { error: `${champ.subject} est trop long : ${MAX_LENGTH} caractères au plus.` };
  const value = parseValue(champ.type, clean) ?? null;
  if (key === "statut" && readStatutLogiciel(value) === "unknown") {
    return { error: "Ce statut n'est pas connu : dites si c'est un apprenti (APP) ou non (ELV)." };
  }
  if (value === null || !champ.sent) return { value };
  const error = fault(key, value);
  return error === null ? { value } : { error };
}
