import type { Anomalie } from "./anomalie";
import { champPlausibilityAnomalies } from "./anomalies/champ-plausibility";
import { contextAnomalies, doubtAnomalies, EMPTY_CONTEXT, type PreparationContext } from "./anomalies/context";
import { contratAnomalie } from "./anomalies/contrat-sentences";
import { datePlausibilityAnomalies } from "./anomalies/date-plausibility";
import { orphanAnomalies } from "./anomalies/orphan-values";
import { secondStageAnomalies } from "./anomalies/second-stage";
import { swallowedValueAnomalies } from "./anomalies/swallowed-values";
import { champOf, isChampKey, TRANSMITTED_CHAMPS } from "./champs";
import { checkContrat } from "./contrat-tba";
import { type Corrections, effectiveValues } from "./corrections";
import type { JsonObject } from "./json";
import { parcoursInDays } from "./parcours";
import { type Columns, rapportColumnsOf } from "./rapport-columns";
import { type Reading, read } from "./reading";
import type { StatutStep } from "./statut.types";
import { readStatutLogiciel } from "./statut-logiciel";

/** All that the product knows of a dossier, made of its source and its corrections. */
export type Preparation = {
  /** False for pupils and trainees: kept, never sent, not in the report. */
  apprenti: boolean;
  /** The dossier that will be sent, fields in the order of the list, without empty ones. */
  payload: JsonObject;
  /** The same, to the byte. */
  json: string;
  anomalies: Anomalie[];
  /** True when one anomaly at least is «bloquante»: «Invalide pour TBA», not sent. */
  blocked: boolean;
  /** The forecast of TBA statuses; null when the dates of the training cannot be read. */
  parcours: StatutStep[] | null;
  columns: Columns;
};

type Verdict = Pick<Preparation, "apprenti" | "blocked">;

const isValid = ({ apprenti, blocked }: Verdict): boolean => apprenti && !blocked;

/** How many dossiers more are valid by a change: 1, 0 or -1. `before`: null for a new one. */
export const validityGained = (before: Verdict | null, after: Verdict): number =>
  Number(isValid(after)) - Number(before !== null && isValid(before));

/** Rows without a status are apprentices, and those whose status nobody understands until a person says so: they are asked about, never left out. */
export function isApprenti(values: JsonObject): boolean {
  return readStatutLogiciel(values.statut) !== "other";
}

function payloadOf(values: JsonObject): JsonObject {
  const payload: JsonObject = {};
  for (const { key } of TRANSMITTED_CHAMPS) {
    const value = values[key];
    if (value !== undefined && value !== null) payload[key] = value;
  }
  return payload;
}

function parcoursOf({ exact: { entry, fin, contrats, exclusion } }: Reading): StatutStep[] | null {
  if (entry === null || fin === null) return null;
  return parcoursInDays({ debut: entry, fin }, contrats, exclusion);
}

function contratAnomalies(payload: JsonObject, found: Anomalie[]): void {
  for (const { champ, message } of checkContrat(payload)) {
    if (isChampKey(champ)) found.push(contratAnomalie(champOf(champ), payload[champ], message));
  }
}

function allAnomalies(payload: JsonObject, reading: Reading, context: PreparationContext): Anomalie[] {
  const found: Anomalie[] = [];
  contratAnomalies(payload, found);
  secondStageAnomalies(payload, reading, found);
  swallowedValueAnomalies(payload, found);
  orphanAnomalies(payload, found);
  champPlausibilityAnomalies(payload, found);
  datePlausibilityAnomalies(payload, reading, found);
  contextAnomalies(payload, context, found);
  doubtAnomalies(context, found);
  return found;
}

/** What decides of a dossier: the first half of the pipeline. */
export type Evaluation = Pick<Preparation, "apprenti" | "payload" | "anomalies" | "blocked"> & {
  values: JsonObject;
  reading: Reading;
};

/** What a dossier would send and what is wrong with it, as `prepare` says it and for half of its price. Pure; never throws on any JSON. */
export function evaluate(source: JsonObject, corrections: Corrections, context: PreparationContext): Evaluation {
  const values = effectiveValues(source, corrections);
  const payload = payloadOf(values);
  const reading = read(payload);
  const anomalies = allAnomalies(payload, reading, context);
  const blocked = anomalies.some((a) => a.severity === "bloquante");
  return { apprenti: isApprenti(values), payload, anomalies, blocked, values, reading };
}

/**
 * The pipeline: source + corrections → payload, anomalies, parcours, report columns. Pure; never throws on any JSON.
 * `context` brings what the dossier alone does not say.
 */
export function prepare(
  source: JsonObject,
  corrections: Corrections = {},
  context: PreparationContext = EMPTY_CONTEXT,
): Preparation {
  const { apprenti, payload, anomalies, blocked, values, reading } = evaluate(source, corrections, context);
  return {
    apprenti,
    payload,
    json: JSON.stringify(payload),
    anomalies,
    blocked,
    parcours: parcoursOf(reading),
    columns: rapportColumnsOf(values, reading),
  };
}
