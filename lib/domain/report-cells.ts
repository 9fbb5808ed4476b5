import { ACTOR_LABELS, type Anomalie, type Severity } from "./anomalie";
import { type Corrections, effectiveValues } from "./corrections";
import type { Day } from "./day";
import { ETAT_LABELS, type EtatDossierValue } from "./etat";
import { formatInput } from "./format-input";
import type { Json, JsonObject } from "./json";
import { reserveOf } from "./not-shown";
import { REPORT_FIELDS } from "./own-report";
import { signReport } from "./report-signature";
import { nextChange, STATUT_LABELS } from "./statut";
import type { StatutStep, StatutTba } from "./statut.types";

/** What the whole report asks of a dossier, in the order in which the database tells it. */
export type ToldDossier = readonly [
  numero: number,
  formation: string,
  apprenant: string,
  statut: StatutTba | null,
  parcours: readonly StatutStep[] | null,
  employeur: string,
  debut: Day | null,
  fin: Day | null,
  etat: EtatDossierValue,
  anomalies: readonly Anomalie[],
  tbaMessages: readonly string[],
  source: JsonObject,
  corrections: Corrections,
];

const sentences = (anomalies: readonly Anomalie[], severity: Severity) =>
  anomalies
    .filter((a) => a.severity === severity)
    .map((a) => a.sentence)
    .join("\n");

/** «Transmis sur TBA (couple inconnu du TBA : ne s'affichera pas)» */
function etatWithReserve(etat: EtatDossierValue, anomalies: readonly Anomalie[]): string {
  const reserve = reserveOf(etat, anomalies);
  return reserve === null ? ETAT_LABELS[etat] : `${ETAT_LABELS[etat]} (${reserve})`;
}

const text = (value: Json | undefined) => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** The next status and its day, blank when the status is final. */
function change(parcours: readonly StatutStep[] | null, day: Day): [statut: string, day: Day | null] {
  const step = parcours === null ? null : nextChange(parcours, day);
  return step === null ? ["", null] : [STATUT_LABELS[step[1]], step[0]];
}

/** The cells of a dossier in the whole report of a day, in the order of its headings. */
export function reportCells(told: ToldDossier, day: Day): (string | number | null)[] {
  const [numero, formation, apprenant, statut, parcours, employeur, debut, fin, etat, anomalies, tbaMessages] = told;
  const [source, corrections] = [told[11], told[12]];
  const values = effectiveValues(source, corrections);
  return [
    numero,
    formation,
    apprenant,
    statut === null ? "" : STATUT_LABELS[statut],
    employeur,
    debut,
    fin,
    etatWithReserve(etat, anomalies),
    sentences(anomalies, "bloquante"),
    sentences(anomalies, "avalee"),
    sentences(anomalies, "risque"),
    [...new Set(anomalies.map((a) => ACTOR_LABELS[a.actor]))].join(", "),
    etat === "refuse" ? tbaMessages.join("\n") : "",
    ...change(parcours, day),
    text(values.id_erp_apprenant),
    text(values.etablissement_formateur_siret),
    text(values.siret_employeur),
    ...REPORT_FIELDS.map((key) => formatInput(values[key])),
    signReport(day, values),
  ];
}
