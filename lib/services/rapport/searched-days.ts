import { addDays, type Day, existsInCalendar } from "@/lib/domain/day";

type Days = [from: Day, before: Day];

/** The days of «2026», «9/2026» or «1/9/2026»: the first, and the one after the last. Null for anything else, or for no day at all. */
function daysOf(searched: string): Days | null {
  const [, day, month, year] = /^(?:(?:(\d{1,2})\/)?(\d{1,2})\/)?(\d{4})$/.exec(searched) ?? [];
  if (year === undefined || year < "1000" || year > "9998") return null;
  if (month === undefined) return [`${year}-01-01`, `${Number(year) + 1}-01-01`];
  const from = `${year}-${month.padStart(2, "0")}-${day?.padStart(2, "0") ?? "01"}`;
  if (!existsInCalendar(from)) return null;
  return [from, day === undefined ? `${addDays(from, 31).slice(0, 8)}01` : addDays(from, 1)];
}

/** The days of «01/09/2026 - 31/12/2026», «9/2026 à 2027»: from the first of one to the last of the other. */
function rangeOf(searched: string): Days | null {
  const [, first, last] = /^([\d/]+)\s*(?:-|–|à|au)\s*([\d/]+)$/.exec(searched) ?? [];
  if (first === undefined || last === undefined) return null;
  const [from, to] = [daysOf(first), daysOf(last)];
  return from === null || to === null ? null : [from[0], to[1]];
}

/**
 * What is searched under a date. `days`: whole days, months and years, which are nearly all that is asked, to be compared; null for the
 * rest, of which `text` is searched in «jj/mm/aaaa».
 */
export function parseSearchedDays(searched: string): { days: Days | null; text: string } {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(searched);
  const text = iso ? `${iso[3]}/${iso[2]}/${iso[1]}` : searched.replace(/[.-]/g, "/");
  return { days: rangeOf(searched) ?? daysOf(text), text };
}
