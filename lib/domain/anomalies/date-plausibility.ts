import type { Anomalie } from "@/lib/domain/anomalie";
import { champOf, TRANSMITTED_CHAMPS } from "@/lib/domain/champs";
import { dayToNumber, frenchDay, numberToDay } from "@/lib/domain/day";
import type { JsonObject } from "@/lib/domain/json";
import type { ParsedContrat, Reading } from "@/lib/domain/reading";
import { anomalie } from "./catalogue";

/** A contract may start up to three months before the training (Code du travail, art. L6222-12). */
const MAX_LEAD = 92;
const MIN_AGE = 14;
/** Past it, no contract of apprenticeship but by exception (Code du travail, art. L6222-2): a birth mistyped, most often. */
const MAX_AGE = 60;

const DATES = TRANSMITTED_CHAMPS.filter((c) => c.type === "date");

const french = (count: number) => frenchDay(numberToDay(count));
const endOf = (contrat: ParsedContrat) => (contrat.rupture !== null ? contrat.rupture - 1 : contrat.fin);

/** «le deuxième contrat», from the label of its start date. */
function nameOf(contrat: ParsedContrat): string {
  return champOf(contrat.keys.debut).label.replace(/^Date de début du /, "");
}

function checkContratsAgainstFormation({ contrats, entry, fin }: Reading, found: Anomalie[]): void {
  for (const contrat of contrats) {
    const { keys, debut } = contrat;
    const term = contrat.fin;
    if (term !== null && term < debut) {
      const sentence = `Le ${nameOf(contrat)} finit le ${french(term)}, avant d'avoir commencé le ${french(debut)} : corrigez l'une des deux dates.`;
      found.push(anomalie("CONTRAT_FIN_AVANT_DEBUT", [keys.fin, keys.debut], sentence));
      continue;
    }
    if (entry === null || fin === null || fin < entry) continue;
    if (debut <= fin && debut >= entry - MAX_LEAD && (term === null || term >= entry)) continue;
    const dates = term === null ? `commence le ${french(debut)}` : `va du ${french(debut)} au ${french(term)}`;
    const sentence = `Le ${nameOf(contrat)} ${dates}, en dehors de la formation (du ${french(entry)} au ${french(fin)}) : vérifiez les dates.`;
    found.push(anomalie("CONTRAT_HORS_FORMATION", [keys.debut, keys.fin], sentence));
  }
}

function checkOverlaps({ contrats }: Reading, found: Anomalie[]): void {
  if (contrats.length < 2) return;
  const sorted = [...contrats].sort((a, b) => a.debut - b.debut);
  for (const [i, contrat] of sorted.entries()) {
    const previous = sorted[i - 1];
    const previousEnd = previous === undefined ? null : endOf(previous);
    if (previous === undefined || previousEnd === null || previousEnd < contrat.debut) continue;
    const sentence = `Le ${nameOf(contrat)} commence le ${french(contrat.debut)}, avant la fin du ${nameOf(previous)} (${french(previousEnd)}) : saisissez la date de rupture du premier des deux.`;
    found.push(anomalie("CONTRATS_CHEVAUCHENT", [contrat.keys.debut, previous.keys.rupture], sentence));
  }
}

function checkAge({ birth, entry }: Reading, found: Anomalie[]): void {
  // Anybody born between these is of an age, whatever the months: no need to look at the calendar.
  if (birth === null || entry === null) return;
  if (entry - birth > (MIN_AGE + 1) * 366 && entry - birth < MAX_AGE * 365) return;
  const [born, arrival] = [numberToDay(birth), numberToDay(entry)];
  const birthdayPassed = arrival.slice(5) >= born.slice(5) ? 0 : 1;
  const ageYears = Number(arrival.slice(0, 4)) - Number(born.slice(0, 4)) - birthdayPassed;
  if (ageYears >= MIN_AGE && ageYears <= MAX_AGE) return;
  const finding =
    ageYears < 0
      ? "né après son entrée en formation"
      : `âgé de ${ageYears} an${ageYears > 1 ? "s" : ""} à l'entrée en formation`;
  const sentence = `L'apprenant serait ${finding} (naissance le ${frenchDay(born)}, entrée le ${frenchDay(arrival)}) : vérifiez les deux dates.`;
  found.push(anomalie("AGE_IMPROBABLE", ["date_de_naissance_apprenant", "date_entree_formation"], sentence));
}

function anneeScolaire(values: JsonObject, { entry, fin }: Reading, found: Anomalie[]): void {
  const written = values.annee_scolaire;
  const years = typeof written === "string" ? /^\s*(\d{4})\s*[-/]\s*(\d{4})\s*$/.exec(written) : null;
  if (years === null || entry === null || fin === null || fin < entry) return;
  // A school year starts in August at the earliest and its classes may last until December; «2026-2026» is that calendar year.
  const calendarYear = years[1] === years[2];
  const debut = dayToNumber(`${years[1]}-${calendarYear ? "01" : "08"}-01`);
  const term = dayToNumber(`${years[2]}-12-31`);
  if (entry <= term && fin >= debut) return;
  const sentence = `L'année scolaire ${years[1]}-${years[2]} ne recouvre pas la formation (du ${french(entry)} au ${french(fin)}) : vérifiez l'année ou les dates.`;
  found.push(anomalie("ANNEE_HORS_FORMATION", ["annee_scolaire"], sentence));
}

function checkOrder({ contrats, entry, exclusion }: Reading, found: Anomalie[]): void {
  for (const contrat of contrats) {
    const { keys, debut, rupture } = contrat;
    if (rupture === null || rupture >= debut) continue;
    const sentence = `Le ${nameOf(contrat)} est rompu le ${french(rupture)}, avant d'avoir commencé le ${french(debut)} : corrigez l'une des deux dates.`;
    found.push(anomalie("RUPTURE_AVANT_DEBUT", [keys.rupture, keys.debut], sentence));
  }
  if (exclusion === null || entry === null || exclusion >= entry) return;
  const sentence = `L'apprenant serait parti le ${french(exclusion)}, avant son entrée en formation le ${french(entry)} : corrigez l'une des deux dates.`;
  found.push(anomalie("EXCLUSION_AVANT_ENTREE", ["date_exclusion_formation", "date_entree_formation"], sentence));
}

/** Years that no dossier has: software (0001, 9999) and spreadsheets (1899, 1900) write them for «none» or «never». */
const FICTIVE = /^(?:000[01]|1899|1900|9\d{3})-/;

function checkFictive(values: JsonObject, found: Anomalie[]): void {
  for (const { key, subject } of DATES) {
    const value = values[key];
    if (typeof value !== "string" || !FICTIVE.test(value)) continue;
    const sentence = `${subject} (${frenchDay(value.slice(0, 10))}) n'est pas une vraie date : écrivez la bonne, ou videz le champ s'il est facultatif.`;
    found.push(anomalie("DATE_FICTIVE", [key], sentence));
  }
}

/** Days that the TBA takes and that do not hold together, added to `found`. */
export function datePlausibilityAnomalies(values: JsonObject, reading: Reading, found: Anomalie[]): void {
  checkContratsAgainstFormation(reading, found);
  checkOverlaps(reading, found);
  checkOrder(reading, found);
  checkFictive(values, found);
  checkAge(reading, found);
  anneeScolaire(values, reading, found);
}
