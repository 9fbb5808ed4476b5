import { existsInCalendar, numberToDay, parseTbaDate } from "@/lib/domain/day";
import { parisDay } from "@/lib/domain/paris-day";
import { monthNumber } from "./month-names";

export type DateOrder = "day-first" | "month-first";

/**
 * How the dates of a column are written: the order of its days and months, and the calendar of its numbers. `lenient`: a whole column vouches for its
 * cells, so that «46266» is a day and «03/28/2008» the 28th of March; a date that somebody types is taken as written.
 */
export type DateRule = { order: DateOrder; calendar1904: boolean; lenient: boolean };

/** For a date by itself: typed, or in the JSON of a software. */
export const FRENCH_DATES: DateRule = { order: "day-first", calendar1904: false, lenient: false };

/** For the cells of a file, where nothing in it says otherwise. */
export const FILE_DATES: DateRule = { ...FRENCH_DATES, lenient: true };

/** `fictive`: a date that stands for none (0, 1899, 1900, 2099, 9999), as a day when it has one. */
export type DayReading =
  | { kind: "day"; day: string }
  | { kind: "fictive"; day: string | null }
  | { kind: "unreadable" };

const UNREADABLE: DayReading = { kind: "unreadable" };
const TIME = "(?:(?:[ T]| à )\\d{1,2}[:h]\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?\\s?(?:Z|[AP]M|[+-]\\d{2}:?\\d{2})?)?";
/** «mar. 01/09/2026», «le 1/9/2026». */
const NAMED_DAY = "(?:(?:le|(?:lun|mar|mer|jeu|ven|sam|dim)\\p{L}*\\.?),?\\s+)*";
const NUMBERS = new RegExp(`^${NAMED_DAY}(\\d{1,2})\\s?([/. -])\\s?(\\d{1,2})\\s?\\2\\s?(\\d{4}|\\d{2})${TIME}$`, "iu");
const YEAR_FIRST = new RegExp(`^(\\d{4})([/.-])(\\d{1,2})\\2(\\d{1,2})${TIME}$`);
const WEEKDAY = "(?:\\p{L}+\\.?,?\\s+)?";
const DAY_NAMED_MONTH = new RegExp(
  `^${WEEKDAY}(\\d{1,2})(?:er)?[\\s/.-]*(\\p{L}+)\\.?[\\s/.-]*(\\d{4}|\\d{2})${TIME}$`,
  "iu",
);
const NAMED_MONTH_DAY = new RegExp(`^${WEEKDAY}(\\p{L}+)\\.?\\s+(\\d{1,2}),?\\s+(\\d{4})${TIME}$`, "iu");
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
/** «01092026», and «1092026» whose zero a spreadsheet took. No day of ours reads both ways: 20 is no month. */
const COMPACT_FRENCH = /^(\d{1,2})(\d{2})((?:19|20)\d{2}|9999)$/;
/** Midnight in Paris, as programs that think in Greenwich write it: the evening before. */
const EVENING_IN_GREENWICH = /^\d{4}-\d{2}-\d{2}T2[23]:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)$/;
const ZEROS = /^0{1,4}[-/. ]0{1,2}[-/. ]0{1,4}(?:[ T].*)?$|^0{8}$|^00:00(?::00)?$/;
/** How a spreadsheet shows the number 0 when two figures are the year: «00/01/00», «1/0/00», «0-janv.-00». */
const ZERO_SHOWN = /^(?:0?0([/. -])0?1\1|0?1([/. -])0?0\2|0?0([/. -])jan\p{L}*\.?\3)(?:19)?00$/iu;
/** 31/12/9999 as a number, in both calendars. */
const LAST_SERIALS: ReadonlySet<number> = new Set([2_958_465, 2_957_003]);
const LAST_DAY: DayReading = { kind: "fictive", day: "9999-12-31" };

/** Days between the two calendars of a spreadsheet. */
const CALENDAR_GAP = 1462;
const SERIAL_OF_1970_01_01 = 25569;
/** 01/01/1930 to 31/12/2099, in a 1900 calendar. */
const MIN_SERIAL = 10959;
const MAX_SERIAL = 73050;

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

/** Software also says «never» by the last year of the century, or of the millennium, or by the next one. */
const isFictiveYear = (year: number) => year <= 1900 || year >= 9000 || [2099, 2999, 3000].includes(year);

/** The day, fictive when its year is of no century of ours; unreadable when it is in no calendar. */
function compose(year: number, month: number, dayOfMonth: number): DayReading {
  const day = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
  if (isFictiveYear(year)) return { kind: "fictive", day: year >= 1899 && existsInCalendar(day) ? day : null };
  return year <= 2100 && existsInCalendar(day) ? { kind: "day", day } : UNREADABLE;
}

/** The number of days of a spreadsheet: 46266 is 01/09/2026. */
function readSerial(serial: number, calendar1904: boolean): DayReading {
  const inCalendar1900 = calendar1904 && serial > 0 ? serial + CALENDAR_GAP : serial;
  if (serial === 0 || serial === 1 || serial === 2 || serial === 9999) return { kind: "fictive", day: null };
  if (inCalendar1900 < MIN_SERIAL || inCalendar1900 >= MAX_SERIAL + 1) return UNREADABLE;
  const day = numberToDay(Math.floor(inCalendar1900) - SERIAL_OF_1970_01_01);
  return isFictiveYear(Number(day.slice(0, 4))) ? { kind: "fictive", day } : { kind: "day", day };
}

function ordered(first: number, second: number, year: number, { order, lenient }: DateRule): DayReading {
  const [dayOfMonth, month] = order === "day-first" ? [first, second] : [second, first];
  const reading = compose(year, month, dayOfMonth);
  // A cell that the column's order cannot read, and the other can, says its own.
  return lenient && reading.kind === "unreadable" ? compose(year, dayOfMonth, month) : reading;
}

function readDigits(text: string, rule: DateRule): DayReading {
  if (LAST_SERIALS.has(Number(text))) return LAST_DAY;
  const [, y = "", m = "", d = ""] = COMPACT.exec(text) ?? [];
  if (y !== "") {
    const compact = compose(Number(y), Number(m), Number(d));
    if (compact.kind === "day" || y === "9999") return compact;
  }
  const [, day = "", month = "", year = ""] = text.length < 7 ? [] : (COMPACT_FRENCH.exec(text) ?? []);
  if (year !== "") return compose(Number(year), Number(month), Number(day));
  return text.length <= 5 ? readSerial(Number(text), rule.calendar1904) : UNREADABLE;
}

function readNamedMonth(text: string): DayReading {
  const [, day = "", name = "", year = ""] = DAY_NAMED_MONTH.exec(text) ?? [];
  const [, otherName = "", otherDay = "", otherYear = ""] = year === "" ? (NAMED_MONTH_DAY.exec(text) ?? []) : [];
  const month = monthNumber(name || otherName);
  return month === null ? UNREADABLE : compose(fullYear(year || otherYear), month, Number(day || otherDay));
}

/** The day changes there at this very instant. */
const isMidnightInParis = (instant: Date) => parisDay(instant) !== parisDay(new Date(instant.getTime() - 1));

/**
 * The day that a date cell means: a text in figures (in the column's order), with a French or English month, «AAAA-MM-JJ», or the number of a
 * spreadsheet. Never a guess: what is not wholly a date is unreadable.
 */
export function readDay(cell: string | number, rule: DateRule): DayReading {
  // «20260901» in a cell of numbers is a day too: no serial has so many digits.
  if (typeof cell === "number") {
    const isCompact = rule.lenient && Number.isInteger(cell) && cell >= 1_000_000 && cell < 100_000_000;
    return isCompact ? readDigits(String(cell), rule) : readSerial(cell, rule.calendar1904);
  }
  const text = cell.trim();
  if (rule.lenient && EVENING_IN_GREENWICH.test(text)) {
    const instant = new Date(text.replace(/\+00:?00$/, "Z"));
    if (!Number.isNaN(instant.getTime()) && isMidnightInParis(instant)) return readDay(parisDay(instant), rule);
  }
  if (ZEROS.test(text) || ZERO_SHOWN.test(text)) return { kind: "fictive", day: null };
  // The number 0 of a workbook that counts from there: no apprentice has a date of that year.
  if (rule.calendar1904 && text === "1904-01-01") return { kind: "fictive", day: text };
  const [, year = "", , month = "", day = ""] = YEAR_FIRST.exec(text) ?? [];
  if (year !== "") {
    // The TBA takes the 31st of a month of thirty days, and reads the 1st of the next: the text stays for its anomaly to be said.
    const reading = compose(Number(year), Number(month), Number(day));
    const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    return reading.kind === "unreadable" && parseTbaDate(written).etat === "lue"
      ? { kind: "day", day: written }
      : reading;
  }
  const [, first = "", , second = "", last = ""] = NUMBERS.exec(text) ?? [];
  if (last !== "") return ordered(Number(first), Number(second), fullYear(last), rule);
  if (/^\d+$/.test(text)) return rule.lenient ? readDigits(text, rule) : UNREADABLE;
  return readNamedMonth(text);
}

/** What a text says of the order of its column: proves one, could be both, or says nothing. */
export function orderEvidence(text: string): DateOrder | "both" | null {
  const [, first = "", , second = "", year = ""] = NUMBERS.exec(text.trim()) ?? [];
  // «12/30/1899» is what a program of another country writes for none.
  if (year === "" || (year.length === 4 && Number(year) <= 1900)) return null;
  const [a, b] = [Number(first), Number(second)];
  const isDay = (n: number) => n >= 1 && n <= 31;
  if (a > 12 && isDay(a) && b >= 1 && b <= 12) return "day-first";
  if (b > 12 && isDay(b) && a >= 1 && a <= 12) return "month-first";
  return a >= 1 && b >= 1 && a <= 12 && b <= 12 && a !== b ? "both" : null;
}
