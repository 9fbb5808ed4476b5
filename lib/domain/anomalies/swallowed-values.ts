import type { Anomalie } from "@/lib/domain/anomalie";
import { type ChampKey, TRANSMITTED_CHAMPS } from "@/lib/domain/champs";
import type { Champ } from "@/lib/domain/champs/definition";
import type { JsonObject } from "@/lib/domain/json";
import { type AnomalieCode, anomalie } from "./catalogue";
import { isEmpty, quote, siretFault } from "./quote";

type Tolerance = { keeps: (value: unknown) => boolean; code: AnomalieCode; rest: (value: unknown) => string };

const integerBetween = (min: number, max: number) => (value: unknown) => {
  const count = Number(value);
  return Number.isInteger(count) && count >= min && count <= max;
};

const SIRET: Tolerance = {
  keeps: (value) => /^\d{14}$/.test(String(value).replace(/[\s.-]+/g, "")),
  code: "SIRET_PERDU",
  rest: (value) => `${siretFault(value)}. Le TBA prend le dossier mais perd ce SIRET`,
};

function toleranceOf(champ: Champ<ChampKey>): Tolerance | null {
  if (champ.type === "siretTolere") return SIRET;
  if (champ.type === "codePostalTolere") {
    return {
      keeps: (value) => /^\d{5}$/.test(String(value).trim().padStart(5, "0")),
      code: "CODE_POSTAL_PERDU",
      rest: (value) =>
        `est mal formé (${quote(value)}) : il faut 5 chiffres. Le TBA prend le dossier mais perd ce code`,
    };
  }
  if (champ.type === "duree") {
    const max = champ.key === "duree_theorique_formation_mois" ? 48 : 4;
    return {
      keeps: integerBetween(1, max),
      code: "DUREE_PERDUE",
      rest: (value) =>
        `doit être un nombre entier de 1 à ${max} (${quote(value)} reçu). Le TBA prend le dossier mais perd cette durée`,
    };
  }
  return null;
}

const TOLERATED = TRANSMITTED_CHAMPS.flatMap((champ) => {
  const tolerance = toleranceOf(champ);
  return tolerance === null ? [] : [{ champ, tolerance }];
});

/** Values that the TBA drops without a word (api-v3.md, «some values are dropped in silence»), added to `found`. */
export function swallowedValueAnomalies(values: JsonObject, found: Anomalie[]): void {
  for (const { champ, tolerance } of TOLERATED) {
    const value = values[champ.key];
    // In this order: nearly all are kept, and need no second look.
    if (value === undefined || value === null || keeps(tolerance, value) || isEmpty(value)) continue;
    found.push(anomalie(tolerance.code, [champ.key], `${champ.subject} ${tolerance.rest(value)}.`));
  }
}

/** A value that cannot even be read as text is the contract's business. */
function keeps(tolerance: Tolerance, value: unknown): boolean {
  try {
    return tolerance.keeps(value);
  } catch {
    return true;
  }
}
