import type { ChampKey } from "@/lib/domain/champs";
import { foldText } from "@/lib/domain/fold-text";
import { personFingerprint } from "@/lib/domain/identity";
import type { JsonObject } from "@/lib/domain/json";

const folded = (source: JsonObject, key: ChampKey) => foldText(String(source[key] ?? ""));

/** «Marie» and «Marie-Claire» are two writings of one first name, «Louis» and «Louise» are not. */
function isSameFirstName(a: JsonObject, b: JsonObject): boolean {
  const [one, other] = [a, b].map((source) => folded(source, "prenom_apprenant").split(/[^\p{L}\p{N}]+/u));
  return one?.every((word, i) => other?.[i] === undefined || word === other[i]) === true;
}

/**
 * True when two rows under one identifier are two writings of one person: they share both names, or the birth date and the first name. Twins share their
 * name and their birth date, and are two.
 */
export function isSamePerson(a: JsonObject, b: JsonObject): boolean {
  if (personFingerprint(a) === personFingerprint(b)) return true;
  const same = (key: ChampKey) => folded(a, key) === folded(b, key);
  if (same("date_de_naissance_apprenant")) return isSameFirstName(a, b);
  return same("nom_apprenant") && same("prenom_apprenant");
}
