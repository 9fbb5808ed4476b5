import type { ChampKey } from "./champs";
import { personFingerprint } from "./identity";
import type { JsonObject } from "./json";

/** One field in the place of all three: compared as people's names and dates are. */
const alone = (source: JsonObject, kept: readonly ChampKey[]): string | null =>
  personFingerprint({
    nom_apprenant: "x",
    prenom_apprenant: "x",
    date_de_naissance_apprenant: "x",
    ...Object.fromEntries(kept.map((champ) => [champ, source[champ] ?? null])),
  });

const ine = ({ ine_apprenant: value }: JsonObject) =>
  typeof value === "string" || typeof value === "number" ? String(value).replace(/\W/g, "").toLowerCase() : "";

const differs = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;

/**
 * True when two rows name two people although they carry one identifier: the name, the birth date and the INE are all others. An INE that
 * one of them lacks tells nothing apart, nor together.
 */
export function isSomebodyElse(a: JsonObject, b: JsonObject): boolean {
  if (a.nom_apprenant === b.nom_apprenant && a.prenom_apprenant === b.prenom_apprenant) return false;
  const name: ChampKey[] = ["nom_apprenant", "prenom_apprenant"];
  if (!differs(alone(a, name), alone(b, name))) return false;
  if (!differs(alone(a, ["date_de_naissance_apprenant"]), alone(b, ["date_de_naissance_apprenant"]))) return false;
  return ine(a) === "" || ine(b) === "" || ine(a) !== ine(b);
}
