import { type DateRule, type DayReading, readDay } from "@/lib/domain/cells/read-day";
import { type ChampKey, champOf } from "@/lib/domain/champs";
import { frenchDay, parseTbaDate } from "@/lib/domain/day";
import type { Doubt } from "@/lib/domain/doubts";

/**
 * How the dates of a column are read. `asksOrder`: nothing proves the order of its texts; `asksDays`: the dates that a spreadsheet made
 * in it may be turned round.
 */
export type DateColumnRule = { field: ChampKey; dates: DateRule; asksOrder: boolean; asksDays: boolean };

type ReadDate = { value: string | undefined; notes: readonly "fictive-date"[]; doubt: Doubt | null };

/** A day that never comes, not one that never was. */
const NEVER = /9\d{3}|^(?:2[09]99|3000)/;

/** A text as a sentence shows it: its start, when it is long. */
export const quote = (text: string) => (text.length <= 60 ? text : `${text.slice(0, 57)}…`);

/** A date that the spreadsheet made, whose day could be a month. */
function mayBeTurned(cell: string, day: string): boolean {
  const [, month = "", dayOfMonth = ""] = day.split("-");
  return /^\d{4}-\d\d-\d\d$/.test(cell) && Number(dayOfMonth) <= 12 && dayOfMonth !== month;
}

/** The day from which many programs count: written where they have none. */
const EPOCH = "1970-01-01";
/** «Né le 12/03/2008 à Rennes». */
const AROUND = /^n[ée]e?(?:\(e\))?\s+le\s+|\s+à\s+\p{L}.*$/giu;

function readColumnDay(cell: string | number, { field, dates }: Pick<DateColumnRule, "field" | "dates">): DayReading {
  const reading = readDay(cell, dates);
  if (reading.kind === "day" && reading.day === EPOCH) return { kind: "fictive", day: EPOCH };
  if (reading.kind !== "unreadable" || typeof cell === "number") return reading;
  // Of any other day, «à confirmer» is no place.
  if (field !== "date_de_naissance_apprenant") return reading;
  return readDay(cell.replace(AROUND, ""), dates);
}

/** A cell of a column of dates: its day, or what it says that is none, and what must be asked of it. */
export function readDateCell(cell: string | number, rule: DateColumnRule): ReadDate {
  const { field, dates, asksOrder, asksDays } = rule;
  const { required, subject } = champOf(field);
  const reading = readColumnDay(cell, rule);
  if (reading.kind === "fictive") {
    const text = reading.day ?? String(cell);
    // The end of a contract that «never» ends is no optional date: without it the contract is not one.
    const kept = required || (field.startsWith("contrat_date_fin") && NEVER.test(text));
    if (!kept) return { value: undefined, notes: ["fictive-date"], doubt: null };
    const sentence = `${subject} (${quote(String(cell))}) n'est pas une vraie date : écrivez celle du dossier.`;
    return { value: text, notes: [], doubt: { code: "date-fictive", champ: field, sentence } };
  }
  if (reading.kind === "unreadable") {
    const text = String(cell).trim();
    const misread = parseTbaDate(text).etat === "lue";
    const sentence = `${subject} (${quote(text)}) n'est pas une date entière : écrivez-la sous la forme jj/mm/aaaa.`;
    return { value: text, notes: [], doubt: misread ? { code: "date-unreadable", champ: field, sentence } : null };
  }
  if (asksDays && mayBeTurned(String(cell), reading.day)) {
    const sentence = `${subject} (${frenchDay(reading.day)}) est peut-être retournée : toutes les dates que le tableur a faites dans cette colonne ont un jour qui peut être un mois, et les autres y sont restées du texte, comme quand il lit la liste d'un autre pays. Dites qu'elle est juste, ou corrigez-la.`;
    return { value: reading.day, notes: [], doubt: { code: "date-order", champ: field, sentence } };
  }
  const ambiguous = asksOrder && typeof cell === "string" && readDay(cell, { ...dates, order: "month-first" });
  const differs = ambiguous !== false && ambiguous.kind === "day" && ambiguous.day !== reading.day;
  const sentence = `${subject} (${quote(String(cell))}) peut se lire de deux façons : le jour ou le mois en premier ? Dites l'ordre de cette colonne.`;
  return { value: reading.day, notes: [], doubt: differs ? { code: "date-order", champ: field, sentence } : null };
}
