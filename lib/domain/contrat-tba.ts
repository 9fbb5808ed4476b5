import { type ChampKey, TRANSMITTED_CHAMPS } from "./champs";
import { ANY_TEXT_RULE, RULES, type Rule } from "./contrat/rules";
import { isObject, type JsonObject } from "./json";

/**
 * Raised whenever a rule does: dossiers prepared under an older one are prepared again.
 * tests/unit/domain/preparation-version.test.ts fails until it is.
 */
export const PREPARATION_VERSION = 14;

export type ContratError = { champ: string; message: string };

type Check = { key: string; rule: Rule; absent: string | null };

const MISSING_DATE = "Champ obligatoire";
const MISSING_TEXT = "String attendu";

/** Fields that the TBA sets itself and still checks when a caller sends them. */
const HIDDEN_CHAMPS: readonly Check[] = [
  {
    key: "api_version",
    absent: null,
    rule: (value) => (typeof value === "string" && ["v1", "v2", "v3", ""].includes(value) ? [] : ["Invalid input"]),
  },
  {
    key: "source_organisme_id",
    absent: null,
    rule: (value) => {
      if (typeof value !== "string") return [MISSING_TEXT];
      return value.length > 0 ? [] : ["String must contain at least 1 character(s)"];
    },
  },
];

const CHECKS: readonly Check[] = [
  ...TRANSMITTED_CHAMPS.map((champ) => ({
    key: champ.key,
    rule: champ.key === ("custom_statut_apprenant" satisfies ChampKey) ? ANY_TEXT_RULE : RULES[champ.type],
    absent: champ.required ? (champ.type === "date" ? MISSING_DATE : MISSING_TEXT) : null,
  })),
  ...HIDDEN_CHAMPS,
];

/** What we say of a value on which the TBA breaks down: it answers 500 to the whole call. */
export const UNREADABLE = "Valeur illisible";

/** An object such as {"toString": 1} cannot be read as text: nothing the TBA could take. */
function apply(rule: Rule, value: unknown): readonly string[] {
  try {
    return rule(value);
  } catch {
    return [UNREADABLE];
  }
}

/**
 * The TBA's first stage, to the letter: what it would blame in a dossier, with its own messages; empty when it takes it.
 * Never throws, whatever JSON it gets. Nulls at the top level are absences; unknown properties are ignored.
 * Source: api-v3.md, proven on contract-vectors.jsonl.
 */
export function checkContrat(dossier: unknown): ContratError[] {
  const object: JsonObject = isObject(dossier) ? dossier : {};
  const errors: ContratError[] = [];
  for (const { key, rule, absent } of CHECKS) {
    const value = object[key];
    if (value === undefined || value === null) {
      if (absent !== null) errors.push({ champ: key, message: absent });
      continue;
    }
    for (const message of apply(rule, value)) errors.push({ champ: key, message });
  }
  return errors;
}
