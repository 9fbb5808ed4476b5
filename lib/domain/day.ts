/** A day, «AAAA-MM-JJ». No hour and no time zone: it never shifts. */
export type Day = string;

const DATE_START = /^(\d{4})-(\d{2})-(\d{2})/;
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}\s*$/;
/** What follows the day when the instant says its zone: «Z», «+02:00», «GMT», «EST»… */
const ZONED = /z|ut|gmt|[ecmp][sd]t|[+-]\d/i;
const MS_PER_DAY = 24 * 60 * 60 * 1000;

/** Days since 1970-01-01 of a civil date; days past the end of the month roll over (31 February is 3 March). */
function daysSince1970(year: number, month: number, dayOfMonth: number): number {
  const a = month <= 2 ? year - 1 : year;
  const centuries = Math.floor(a / 400);
  const yearOfCentury = a - centuries * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1;
  const dayOfCentury =
    yearOfCentury * 365 + Math.floor(yearOfCentury / 4) - Math.floor(yearOfCentury / 100) + dayOfYear;
  return centuries * 146097 + dayOfCentury - 719468;
}

/** Days since 1970-01-01 of a «AAAA-MM-JJ» day. */
export function dayToNumber(day: Day): number {
  return daysSince1970(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)));
}

const LAST = daysSince1970(9999, 12, 31);

/**
 * The «AAAA-MM-JJ» day of a number of days since 1970-01-01. «Never», as programs write it (31/12/9999 at midnight less a second), is another
 * day in Greenwich, that has no such form and would come before all others: it stays the last.
 */
export function numberToDay(serial: number): Day {
  const z = Math.min(serial, LAST) + 719468;
  const centuries = Math.floor(z / 146097);
  const dayOfCentury = z - centuries * 146097;
  const yearOfCentury = Math.floor(
    (dayOfCentury -
      Math.floor(dayOfCentury / 1460) +
      Math.floor(dayOfCentury / 36524) -
      Math.floor(dayOfCentury / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfCentury - (365 * yearOfCentury + Math.floor(yearOfCentury / 4) - Math.floor(yearOfCentury / 100));
  const m = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * m + 2) / 5) + 1;
  const month = m < 10 ? m + 3 : m - 9;
  const year = yearOfCentury + centuries * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}

const FIRST_STORABLE = daysSince1970(1, 1, 1);

/** The same for a column of days, which has no year before 1: such a day, surely a slip, is null there. */
export function storableDay(serial: number | null): Day | null {
  return serial === null || serial < FIRST_STORABLE ? null : numberToDay(serial);
}

/** True on Saturdays. */
export function isSaturday(day: Day): boolean {
  return (((dayToNumber(day) + 5) % 7) + 7) % 7 === 0;
}

/** The day `days` days after (before, when negative) `day`. */
export function addDays(day: Day, days: number): Day {
  return numberToDay(dayToNumber(day) + days);
}

/** The same day of the next year; the day after 28 February for one that it lacks. */
export function oneYearAfter(day: Day): Day {
  return numberToDay(dayToNumber(`${String(Number(day.slice(0, 4)) + 1).padStart(4, "0")}${day.slice(4)}`));
}

/** «jj/mm/aaaa», as the French write a day. */
export function frenchDay(day: Day): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** True when the day stands in the calendar (the TBA takes 2023-02-31 and reads 2023-03-03). */
export function existsInCalendar(day: Day): boolean {
  return numberToDay(dayToNumber(day)) === day;
}

/** Most dates are a bare «AAAA-MM-JJ»: their day, read digit by digit; -1 for anything else. */
function simpleDay(text: string): number {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return -1;
  let serial = 0;
  for (let i = 0; i < 10; i++) {
    if (i === 4 || i === 7) continue;
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    serial = serial * 10 + digit;
  }
  const [month, dayOfMonth] = [Math.floor(serial / 100) % 100, serial % 100];
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > 31) return -1;
  return serial;
}

/** `serial`: the day; `instant`: the same with the part of the day that an hour adds, none for a bare day. */
export type ParsedDate =
  | { etat: "lue"; serial: number; instant: number }
  | { etat: "not-a-date" }
  | { etat: "impossible" };
const NOT_A_DATE: ParsedDate = { etat: "not-a-date" };
const IMPOSSIBLE: ParsedDate = { etat: "impossible" };

/**
 * The UTC day of a date that carries more than a day, with the part of it that is gone at that hour; NaN when no date parser takes it. An hour without a zone is the TBA's own, which
 * lives in UTC, read as one of Greenwich: this machine's own zone has an hour of a night of March that does not exist. What cannot be said so is read in
 * this zone, and its fields are those that the TBA reads.
 */
function utcInstant(text: string): number {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) return Number.NaN;
  if (ZONED.test(text.slice(10))) return instant.getTime() / MS_PER_DAY;
  const inGreenwich = Date.parse(`${text}Z`);
  if (!Number.isNaN(inGreenwich)) return inGreenwich / MS_PER_DAY;
  const midnight = daysSince1970(instant.getFullYear(), instant.getMonth() + 1, instant.getDate());
  const seconds = (instant.getHours() * 60 + instant.getMinutes()) * 60 + instant.getSeconds();
  return (midnight * MS_PER_DAY + seconds * 1000 + instant.getMilliseconds()) / MS_PER_DAY;
}

/**
 * How the TBA reads a date (api-v3.md, «a string that starts with YYYY-MM-DD»; odd cases: contract-vectors.jsonl, heures-vectors.jsonl).
 * «impossible» is a string of that form that no date parser takes: 2023-13-01, 2023-09-01abc.
 * A date with an hour and an offset is an instant: it counts for its UTC day.
 */
export function parseTbaDate(value: unknown): ParsedDate {
  if (typeof value !== "string") return NOT_A_DATE;
  const simple = simpleDay(value);
  if (simple !== -1) {
    const serial = daysSince1970(Math.floor(simple / 10_000), Math.floor(simple / 100) % 100, simple % 100);
    return { etat: "lue", serial, instant: serial };
  }
  const debut = DATE_START.exec(value);
  if (debut === null) return NOT_A_DATE;
  const [year, month, dayOfMonth] = [Number(debut[1]), Number(debut[2]), Number(debut[3])];
  if (month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= 31 && DATE_ONLY.test(value)) {
    const serial = daysSince1970(year, month, dayOfMonth);
    return { etat: "lue", serial, instant: serial };
  }
  const instant = utcInstant(value.trim());
  return Number.isNaN(instant) ? IMPOSSIBLE : { etat: "lue", serial: Math.floor(instant), instant };
}

/** The day that the TBA reads in a value, null when it reads none. */
export function tbaDay(value: unknown): Day | null {
  const parsed = parseTbaDate(value);
  return parsed.etat === "lue" ? numberToDay(parsed.serial) : null;
}
