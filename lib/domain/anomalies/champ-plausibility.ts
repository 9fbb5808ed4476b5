import type { Anomalie } from "@/lib/domain/anomalie";
import { TRANSMITTED_CHAMPS } from "@/lib/domain/champs";
import { existsInCalendar, frenchDay, tbaDay } from "@/lib/domain/day";
import type { JsonObject } from "@/lib/domain/json";
import { anomalie } from "./catalogue";
import { countOf, isEmpty, quote } from "./quote";
import { hasValidSiretCheckDigit } from "./siret";

const SIRETS = TRANSMITTED_CHAMPS.filter((c) => c.type === "siret" || c.type === "siretTolere");
const CODES_POSTAUX = TRANSMITTED_CHAMPS.filter((c) => c.type === "codePostal" || c.type === "codePostalTolere");
const DATES = TRANSMITTED_CHAMPS.filter((c) => c.type === "date");

/** INE forms: RNIE (9 digits, 2 letters), BEA (10 digits, 1 letter), apprenticeship (1234A12345F), universities (ends with a digit). */
const INE_FORMS = [/^\d{9}[A-Z]{2}$/, /^[\d_]{10}[A-Z]$/, /^\d{4}A\d{5}[A-Z]$/, /^[\dA-Z]{9,10}\d$/];

function checkSiretDigits(values: JsonObject, found: Anomalie[]): void {
  for (const { key, subject } of SIRETS) {
    const value = values[key];
    if (typeof value !== "string" && typeof value !== "number") continue;
    const siret = String(value).replace(/[\s.-]+/g, "");
    if (!/^\d{14}$/.test(siret) || hasValidSiretCheckDigit(siret)) continue;
    const sentence = `${subject} (${siret}) n'existe pas : sa clé de contrôle est fausse, un chiffre a sans doute été mal saisi, vérifiez-le.`;
    found.push(anomalie("SIRET_CLE", [key], sentence));
  }
}

/** Five digits once the TBA has put zeros before it: a department, or blanks, become the code of nowhere. One zero alone may be lost on the way. */
function checkPostalCodes(values: JsonObject, found: Anomalie[]): void {
  for (const { key, subject } of CODES_POSTAUX) {
    const value = values[key];
    if ((typeof value !== "string" && typeof value !== "number") || !value) continue;
    const code = String(value).trim();
    if (!/^\d{0,3}$/.test(code)) continue;
    const fault = code === "" ? "est fait d'espaces" : `n'a que ${countOf(code.length, "chiffre")} (${code})`;
    const sentence = `${subject} ${fault} : le TBA en fera ${code.padStart(5, "0")}, écrivez les 5 chiffres.`;
    found.push(anomalie("CODE_POSTAL_COURT", [key], sentence));
  }
}

/** Only the 29th, 30th and 31st can be missing from a month. */
const MONTH_END = /^\d{4}-\d{2}-(29|3[01])/;

function checkCalendarDates(values: JsonObject, found: Anomalie[]): void {
  for (const { key, subject } of DATES) {
    const value = values[key];
    if (typeof value !== "string" || !MONTH_END.test(value)) continue;
    const written = value.slice(0, 10);
    const parsed = tbaDay(value);
    if (parsed === null || existsInCalendar(written)) continue;
    const sentence = `${subject} (${frenchDay(written)}) n'existe pas au calendrier : le TBA lira ${frenchDay(parsed)}, corrigez-la.`;
    found.push(anomalie("DATE_HORS_CALENDRIER", [key], sentence));
  }
}

/** An hour with its offset is an instant: past midnight in Greenwich, it is another day than the one written. */
function checkShiftedDates(values: JsonObject, found: Anomalie[]): void {
  for (const { key, subject } of DATES) {
    const value = values[key];
    if (typeof value !== "string" || value.length <= 10) continue;
    const [written, parsed] = [value.slice(0, 10), tbaDay(value)];
    if (parsed === null || parsed === written || !existsInCalendar(written)) continue;
    const sentence = `${subject} porte une heure (${quote(value)}) : le TBA lira ${frenchDay(parsed)} au lieu du ${frenchDay(written)}, envoyez le jour seul.`;
    found.push(anomalie("DATE_DECALEE", [key], sentence));
  }
}

function checkCertification(values: JsonObject, found: Anomalie[]): void {
  const rest = "le TBA a besoin du code formation diplôme et du code RNCP pour classer le dossier, saisissez-le.";
  if (isEmpty(values.formation_cfd)) {
    found.push(anomalie("CFD_MANQUANT", ["formation_cfd"], `Le code formation diplôme manque : ${rest}`));
  }
  if (isEmpty(values.formation_rncp)) {
    found.push(anomalie("RNCP_MANQUANT", ["formation_rncp"], `Le code RNCP manque : ${rest}`));
  }
}

function checkIne(values: JsonObject, found: Anomalie[]): void {
  const value = values.ine_apprenant;
  if (typeof value !== "string" || isEmpty(value)) return;
  const parsed = value.trim().toUpperCase();
  if (INE_FORMS.some((form) => form.test(parsed))) return;
  const sentence = `L'INE (${quote(value)}) n'a aucune des formes connues : 10 chiffres et 1 lettre, ou 9 chiffres et 2 lettres. Vérifiez-le sur le certificat de scolarité.`;
  found.push(anomalie("INE_FORME", ["ine_apprenant"], sentence));
}

function checkIdentifier(values: JsonObject, found: Anomalie[]): void {
  if (typeof values.id_erp_apprenant !== "string" || !isEmpty(values.id_erp_apprenant)) return;
  const sentence = "L'identifiant dans le logiciel est vide : le TBA confondra cet apprenant avec d'autres.";
  found.push(anomalie("IDENTIFIANT_VIDE", ["id_erp_apprenant"], sentence));
}

/** Values that the TBA takes and that are most likely wrong, field by field, added to `found`. */
export function champPlausibilityAnomalies(values: JsonObject, found: Anomalie[]): void {
  checkSiretDigits(values, found);
  checkPostalCodes(values, found);
  checkCalendarDates(values, found);
  checkShiftedDates(values, found);
  checkCertification(values, found);
  checkIne(values, found);
  checkIdentifier(values, found);
}
