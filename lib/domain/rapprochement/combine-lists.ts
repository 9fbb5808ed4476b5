import type { Day } from "@/lib/domain/day";
import type { TbaListType } from "@/lib/domain/enumerations";
import type { StatutTba } from "@/lib/domain/statut.types";
import type { TbaLine } from "./tba-list.types";

/** The statuses that each named list holds. */
const LIST_STATUTS: Readonly<Record<TbaListType, readonly StatutTba[]>> = {
  apprenant: ["APPRENTI", "INSCRIT", "RUPTURANT", "FIN_DE_FORMATION"],
  apprenti: ["APPRENTI", "FIN_DE_FORMATION"],
  inscritSansContrat: ["INSCRIT"],
  rupturant: ["RUPTURANT"],
  abandon: ["ABANDON"],
};

/** «apprenant» as a person reads it. */
export const LIST_LABELS: Readonly<Record<TbaListType, string>> = {
  apprenant: "Apprenants",
  apprenti: "Apprentis",
  inscritSansContrat: "Inscrits sans contrat",
  rupturant: "Ruptures de contrat",
  abandon: "Abandons",
};

export type DatedList = { type: TbaListType; day: Day; lines: readonly TbaLine[] };
/** A line, with the day of its list. */
export type SeenLine = TbaLine & { day: Day };

/** The day of the newest list that shows a status; null when no list does. */
export function dayOfStatut(lists: readonly DatedList[], statut: StatutTba): Day | null {
  const days = lists.filter(({ type }) => LIST_STATUTS[type].includes(statut)).map(({ day }) => day);
  return days.sort().at(-1) ?? null;
}

/** The list to download to see a status. */
export const listFor = (statut: StatutTba): TbaListType => (statut === "ABANDON" ? "abandon" : "apprenant");

/** The school years that the TBA counts on a day: the civil year and, from 1 August, the new school year. */
export function schoolYearsOn(day: Day): readonly string[] {
  const year = Number(day.slice(0, 4));
  const first = day.slice(5, 7) < "08" ? year - 1 : year;
  return [`${year}-${year}`, `${first}-${first + 1}`];
}

const keyOf = ({ uai, siret, lastName, firstName, birth, cfd, rncp }: TbaLine) =>
  JSON.stringify([uai, siret, lastName, firstName, birth, cfd, rncp]);

/** True when a newer list shows all who have the status of a line, known or any of its list's: what the line said is over, said again or not. */
function isOver(lists: readonly DatedList[], { type, day }: DatedList, { statut }: TbaLine): boolean {
  const possible = statut === null ? LIST_STATUTS[type] : [statut];
  return possible.every((each) => (dayOfStatut(lists, each) ?? day) > day);
}

/**
 * The lines of several lists as those of one: somebody whom two lists name is there once, as the newest shows them; whom one list names twice is there
 * twice. Who had a status in a list and is not in a newer one that shows it is no longer there.
 */
export function combineLists(lists: readonly DatedList[]): SeenLine[] {
  const combined: SeenLine[] = [];
  const known = new Map<string, number>();
  for (const list of [...lists].sort((a, b) => (a.day < b.day ? 1 : -1))) {
    const here = new Map<string, number>();
    for (const line of list.lines) {
      const key = keyOf(line);
      const times = (here.get(key) ?? 0) + 1;
      here.set(key, times);
      if (times <= (known.get(key) ?? 0) || isOver(lists, list, line)) continue;
      known.set(key, times);
      combined.push({ ...line, day: list.day });
    }
  }
  return combined;
}
