import { type Day, existsInCalendar } from "@/lib/domain/day";
import { TBA_LIST_TYPES, type TbaListType } from "@/lib/domain/enumerations";
import type { StatutTba } from "@/lib/domain/statut.types";

/** «tdb-effectifs-apprenant-2026-11-26.xlsx», «… (1).xlsx» when it was downloaded twice. */
const NAME = /tdb-effectifs-([a-z]+)-(\d{4}-\d{2}-\d{2})/i;

/** What the TBA's own name of a file says: the type of the list, the day of its download. Null for another name. */
export function parseListName(fileName: string): { type: TbaListType; day: Day } | null {
  const [, name = "", day = ""] = NAME.exec(fileName) ?? [];
  const type = TBA_LIST_TYPES.find((each) => each.toLowerCase() === name.toLowerCase());
  return type !== undefined && existsInCalendar(day) ? { type, day } : null;
}

const ONLY: Readonly<Record<StatutTba, TbaListType>> = {
  APPRENTI: "apprenti",
  FIN_DE_FORMATION: "apprenti",
  INSCRIT: "inscritSansContrat",
  RUPTURANT: "rupturant",
  ABANDON: "abandon",
};

/** The type of a list of which only the statuses are known: the one whose statuses these are, else the list of all. */
export function guessListType(statuts: ReadonlySet<StatutTba>): TbaListType {
  const types = new Set([...statuts].map((statut) => ONLY[statut]));
  const [only] = types;
  return types.size === 1 && only !== undefined ? only : "apprenant";
}
