import { type DateRule, FRENCH_DATES, readDay } from "./cells/read-day";
import type { ChampType } from "./champs/definition";
import { telephoneVerdict } from "./contrat/telephone";
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

/** An impossible day («31/02/2026») stays the text received: the contract then blames it with its value. */
function parseDate(cell: FilledCell, rule: DateRule): string {
  const text = toText(cell);
  if (typeof cell === "boolean") return text;
  const reading = readDay(cell, rule);
  if (reading.kind === "day") return reading.day;
  return reading.kind === "fictive" ? (reading.day ?? text) : text;
}

/** «2026/2027», «2026 – 2027», «2026-27» → «2026-2027». */
function parseAnneeScolaire(text: string): string {
  const [, debut = "", fin = ""] = /^(\d{4})[-/\u2010-\u2015](\d{2}|\d{4})$/.exec(text.replace(/\s/g, "")) ?? [];
  if (fin.length === 4) return `${debut}-${fin}`;
  const following = String(Number(debut) + 1);
  return fin !== "" && following.endsWith(fin) ? `${debut}-${following}` : text;
}

const SEXES = new Map([
  ...["h", "m", "1", "homme", "masculin", "masc", "garcon", "male", "monsieur", "mr"].map(
    (word) => [word, "M"] as const,
  ),
  ...["f", "2", "femme", "feminin", "fem", "fille", "female", "madame", "mademoiselle", "mme", "mlle", "melle"].map(
    (word) => [word, "F"] as const,
  ),
]);

/** The country codes of the overseas departments, by the first digits of their national form. */
const OVERSEAS: readonly (readonly [RegExp, string])[] = [
  [/^0(?:590|690|691)/, "590"],
  [/^0(?:594|694)/, "594"],
  [/^0(?:596|696|697)/, "596"],
  [/^0(?:262|263|692|693|269|639)/, "262"],
];

/** «06 97 12 34 56» is a number of Martinique that the TBA, which knows only metropolitan ones, takes as +596697123456. */
function overseas(text: string): string | null {
  const digits = text.replace(/[\s.\-/()]/g, "");
  if (!/^0\d{9}$/.test(digits)) return null;
  const country = OVERSEAS.find(([start]) => start.test(digits))?.[1];
  return country === undefined ? null : `+${country}${digits.slice(1)}`;
}

/** The country codes of France and of its overseas departments, before nine digits. */
const COUNTRY = /^(?:33|590|594|596|262)\d{9}$/;

/** A sheet that took the number for a quantity lost its leading zero, or its +; given back only if the TBA then takes it. */
function parseTelephone(text: string): string {
  const clean = text.replace(INVISIBLE, "");
  const full = /^[1-9]\d{8}$/.test(clean) ? `0${clean}` : COUNTRY.test(clean) ? `+${clean}` : clean;
  const bare = clean.replace(/[\s.-]/g, "");
  const abroad = overseas(/^[1-9]\d{8}$/.test(bare) ? `0${bare}` : full);
  if (abroad !== null && (/^\+(?:59669[67]|262639)/.test(abroad) || telephoneVerdict(full) !== "accepted")) {
    if (telephoneVerdict(abroad) === "accepted") return abroad;
  }
  return full === clean || telephoneVerdict(full) === "accepted" ? full : clean;
}

const parseEmail = (text: string) =>
  text
    .replace(INVISIBLE, "")
    .replace(/^(?:\s*mailto:)+/i, "")
    .trim();

/** The leading zero that a sheet took away: «1000» is 01000. «35» is a department, of which nobody knows the town. */
function parseCodePostal(text: string): string {
  const parsed = text.replace(/\s/g, "");
  return /^\d{4,5}$/.test(parsed) && Number(parsed) > 0 ? parsed.padStart(5, "0") : text;
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
 * reading twice changes nothing. `dates`: how the dates of this column are written. Never throws.
 */
export function parseValue(type: ChampType, cell: Cell, dates: DateRule = FRENCH_DATES): Json | undefined {
  if (cell === null) return undefined;
  const text = toText(cell);
  if (text === "") return undefined;
  switch (type) {
    case "nom":
    case "libelle":
    case "texte":
    case "texteLibre":
    case "identifiant":
      return text;
    case "ine":
      return parsedIf(/^(?=.*\d)[0-9A-Z]{10,11}$/, compact(text), text);
    case "date":
      return parseDate(cell, dates);
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
      return SEXES.get(keyword(text).replace(/\.$/, "")) ?? text;
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
