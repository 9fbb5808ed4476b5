import { type ChampKey, champOf } from "@/lib/domain/champs";
import type { Json } from "@/lib/domain/json";

/** «1ère année», «BTSA 1», «2e année», «A1», «Année 2»: the year is the only digit, alone or at an end. */
const YEAR =
  /^(?:ann[ée]e\s*)?([0-5])(?:\s*(?:[èe]re|er|[èe]me|nde|e|re|de))?(?:\s*an(?:n[ée]e)?)?$|^[a-z]{2,}[a-z .'-]*\s([1-3])(?:\s*(?:[èe]re|[èe]me|e)?\s*ann[ée]e)?$/i;
const MONTHS = /^(\d{1,2})\s*mois$/i;
const YEARS = /^(\d)(?:[.,]0)?\s*ans?$/i;

/**
 * The value that stands behind a word of somebody's software, for the fields whose answers are numbers: the year of the training, its length;
 * undefined when there is none.
 */
export function readWord(field: ChampKey, text: string): Json | undefined {
  const { type } = champOf(field);
  if (type === "anneeFormation") {
    const [, plain, after] = YEAR.exec(text) ?? [];
    const digit = plain ?? after;
    return digit === undefined || /^\d$/.test(text) ? undefined : Number(digit);
  }
  if (type === "duree") {
    const inMonths = field === "duree_theorique_formation_mois";
    const months = MONTHS.exec(text)?.[1];
    if (months !== undefined) return inMonths ? Number(months) : undefined;
    const years = YEARS.exec(text)?.[1];
    return years === undefined ? undefined : Number(years) * (inMonths ? 12 : 1);
  }
  return undefined;
}
