import { parisDay } from "./paris-day";

/** The school year that it is at an instant («2026-2027»): the next one from July, when its dossiers are made. */
export function schoolYearOn(now: Date): string {
  const day = parisDay(now);
  const first = Number(day.slice(0, 4)) - (day.slice(5) < "07-01" ? 1 : 0);
  return `${first}-${first + 1}`;
}
