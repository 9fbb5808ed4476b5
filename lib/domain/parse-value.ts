import type { ChampType } from "./champs/definition";
import { telephoneVerdict } from "./contrat/telephone";
import { existsInCalendar, numberToDay, parseTbaDate } from "./day";
import type { Json } from "./json";

/** What a cell of a file, or a person in a form, holds. A date cell arrives as the text «AAAA-MM-JJ». */
export type Cell = string | number | boolean | null;

type FilledCell = string | number | boolean;

/** Dashes, spaces of every kind, and the invisible marks that come with a copy and paste. */
const SEPARATORS = /[\s\-\u200B-\u200F\u202A-\u202E\u2060]+/g;
const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g;

/** The cell as text: numbers in full (no exponent for a SIRET), booleans as a French sheet shows them. */
function toText(cell: FilledCell): string {
  if (typeof cell === "boolean") return cell ? "VRAI" : "FAUX";
  if (typeof cell === "number") return Number.isInteger(cell) ? BigInt(cell).toString() : String(cell);
  return cell.trim();
}

const compact = (text: string) => text.replace(SEPARATORS, "").toUpperCase();
/** Only where the TBA forgives dots itself: elsewhere the dot of 3202141.5 would make a code of it. */
const withoutDot = (text: string) => compact(text).replaceAll(".", "");
const keyword = (text: string) =>
  text
    .normalize("NFD")
    .replace(/[\p{M}\s]/gu, "")
    .toLowerCase();

/** What `form` recognises in `parsed`, a tidier form of the text; else the text as it was received. */
const parsedIf = (form: RegExp, parsed: string, text: string) => (form.test(parsed) ? parsed : text);

const YES = new Set(["oui", "o", "vrai", "true", "yes", "1", "x"]);
const NO = new Set(["non", "n", "faux", "false", "no", "0"]);

/** A cross in a yes/no column is a yes; an empty cell is not a no. */
function parseBooleen(cell: FilledCell): Json {
  if (typeof cell === "boolean") return cell;
  const text = toText(cell);
  const word = keyword(text);
  if (YES.has(word)) return true;
  return NO.has(word) ? false : text;
}

const TIME = "(?:[ T]\\d{1,2}:\\d{2}(?::\\d{2})?)?";
const DAY_MONTH_YEAR = new RegExp(`^(\\d{1,2})([/. -])(\\d{1,2})\\2(\\d{4}|\\d{2})${TIME}$`);
const YEAR_MONTH_DAY = new RegExp(`^(\\d{4})([/.-])(\\d{1,2})\\2(\\d{1,2})${TIME}$`);

/** Day numbers of a 1900-system sheet between which a number in a date column is a date: 01/01/1930 to 31/12/2099. */
const MIN_SERIAL = 10959;
const MAX_SERIAL = 73050;
const SERIAL_OF_1970_01_01 = 25569;

/**
 * Two-digit years: 00 to 49 are 2000 to 2049, 50 to 99 are 1950 to 1999. No apprentice was born before 1950 nor will be
 * after 2049, and no contract or training of this century's first half falls into the last one.
 */
const PIVOT = 50;

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < PIVOT ? 2000 + year : 1900 + year;
}

/** The day, or null when it is in no calendar or in no century of ours. */
function composeDay(year: number, month: string, dayOfMonth: string): string | null {
  if (year < 1900 || year > 2100) return null;
  const day = `${year}-${month.padStart(2, "0")}-${dayOfMonth.padStart(2, "0")}`;
  return existsInCalendar(day) ? day : null;
}

/** An impossible day («31/02/2026») stays the text received: the contract then blames it with its value. */
function parseDate(cell: FilledCell): string {
  const text = toText(cell);
  if (typeof cell === "number") {
    const plausible = cell >= MIN_SERIAL && cell < MAX_SERIAL + 1;
    return plausible ? numberToDay(Math.floor(cell) - SERIAL_OF_1970_01_01) : text;
  }
  if (parseTbaDate(text).etat === "lue") {
    const day = text.slice(0, 10);
    return parseTbaDate(day).etat === "lue" ? day : text;
  }
  const [, j = "", , m = "", a = ""] = DAY_MONTH_YEAR.exec(text) ?? [];
  if (a !== "") return composeDay(fullYear(a), m, j) ?? text;
  const [, year = "", , month = "", day = ""] = YEAR_MONTH_DAY.exec(text) ?? [];
  return year === "" ? text : (composeDay(Number(year), month, day) ?? text);
}

/** «2026/2027», «2026 – 2027», «2026-27» → «2026-2027». */
function parseAnneeScolaire(text: string): string {
  const [, debut = "", fin = ""] = /^(\d{4})[-/\u2010-\u2015](\d{2}|\d{4})$/.exec(text.replace(/\s/g, "")) ?? [];
  if (fin.length === 4) return `${debut}-${fin}`;
  const following = String(Number(debut) + 1);
  return fin !== "" && following.endsWith(fin) ? `${debut}-${following}` : text;
}

const SEXES = new Map([
  ...["h", "m", "1", "homme", "masculin"].map((word) => [word, "M"] as const),
  ...["f", "2", "femme", "feminin"].map((word) => [word, "F"] as const),
]);

/** A sheet that took the number for a quantity lost its leading zero, or its +; given back only if the TBA then takes it. */
function parseTelephone(text: string): string {
  const clean = text.replace(INVISIBLE, "");
  const full = /^[1-9]\d{8}$/.test(clean) ? `0${clean}` : /^33\d{9}$/.test(clean) ? `+${clean}` : clean;
  return full === clean || telephoneVerdict(full) === "accepted" ? full : clean;
}

const parseEmail = (text: string) =>
  text
    .replace(INVISIBLE, "")
    .replace(/^(?:\s*mailto:)+/i, "")
    .trim();

/** Leading zeros that a sheet took away: «1000» is 01000. A lone 0 is no postal code. */
function parseCodePostal(text: string): string {
  const parsed = text.replace(/\s/g, "");
  return /^\d{1,5}$/.test(parsed) && Number(parsed) > 0 ? parsed.padStart(5, "0") : text;
}

function parseRncp(text: string): string {
  const [, digits] = /^(?:RNCP)?(\d{2,5})$/.exec(withoutDot(text)) ?? [];
  return digits === undefined ? text : `RNCP${digits}`;
}

/** Digits (and nothing but zeros after a decimal mark) as a number; «2 ans» stays text. */
function parseNumber(cell: FilledCell, form: RegExp): Json {
  if (typeof cell !== "string") return cell;
  const text = cell.trim();
  return form.test(text) ? Number.parseInt(text, 10) : text;
}

/**
 * The JSON value that the TBA's API wants for a field of this kind, from what a person or a cell holds; undefined for an
 * empty cell (blank text). What cannot be read is kept as received, as text: never dropped, never invented, so that the
 * contract blames it with its value. A value that the contract accepts is never turned into one that it refuses, and
 * reading twice changes nothing. Never throws.
 */
export function parseValue(type: ChampType, cell: Cell): Json | undefined {
  if (cell === null) return undefined;
  const text = toText(cell);
  if (text === "") return undefined;
  switch (type) {
    case "nom":
    case "libelle":
    case "texte":
    case "texteLibre":
    case "identifiant":
    case "ine":
      return text;
    case "date":
      return parseDate(cell);
    case "booleen":
      return parseBooleen(cell);
    case "anneeScolaire":
      return parseAnneeScolaire(text);
    case "anneeFormation":
    case "duree":
      return parseNumber(cell, /^\d{1,4}(?:[.,]0+)?$/);
    case "situation":
      return parseNumber(cell, /^\d{1,4}$/);
    case "statut":
      return parseNumber(cell, /^\d$/);
    case "uai":
      return parsedIf(/^\d{7}[A-Z]$/, compact(text), text);
    case "siret":
    case "siretTolere":
      return parsedIf(/^\d{14}$/, withoutDot(text), text);
    case "codePostal":
    case "codePostalTolere":
      return parseCodePostal(text);
    case "communeInsee":
      return /^\d{4}$/.test(text) ? `0${text}` : parsedIf(/^(?:\d{2}|2A|2B)\d{3}$/, compact(text), text);
    case "sexe":
      return SEXES.get(keyword(text)) ?? text;
    case "email":
    case "emailStrict":
      return parseEmail(text) || text;
    case "telephone":
      return parseTelephone(text) || text;
    case "rncp":
      return parseRncp(text);
    case "cfd":
      return parsedIf(/^[A-Z0-9]{8}$/, compact(text), text);
    case "dernierOrganisme":
      return /^[1-9]$/.test(text) ? `0${text}` : parsedIf(/^(?:\d{7}[A-Z]|0?2[AB])$/, compact(text), text);
    case "typeCfa":
      return /^\d$/.test(text) ? `0${text}` : text;
    default: {
      const forgets: never = type;
      return forgets;
    }
  }
}
