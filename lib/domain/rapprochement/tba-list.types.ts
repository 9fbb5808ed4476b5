import type { Day } from "@/lib/domain/day";
import type { TbaListType } from "@/lib/domain/enumerations";
import type { StatutTba } from "@/lib/domain/statut.types";

/** A line of a named list of the TBA: its row in the sheet (from 1), whom it names, what it says of them. What cannot be read is null, or empty. */
export type TbaLine = {
  row: number;
  uai: string;
  siret: string;
  lastName: string;
  firstName: string;
  birth: Day | null;
  statut: StatutTba | null;
  cfd: string;
  rncp: string;
  formation: string;
};

/** A named list: which one, the day that its name says (null when it says none), and how many of its rows name nobody. */
export type TbaList = { type: TbaListType; day: Day | null; nameless: number };
