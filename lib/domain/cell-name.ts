import { type ChampKey, isChampKey } from "./champs";

/** A cell of a row of a file: the row's place, from 1, and the field. */
export type CellPlace = { rank: number; champ: ChampKey };

/** The name under which a form sends a cell that may be typed again. */
export const cellName = ({ rank, champ }: CellPlace) => `cellule-${rank}-${champ}`;

/** The cell of such a name; null for any other. */
export function parseCellName(name: string): CellPlace | null {
  const [, rank, champ] = /^cellule-(\d{1,7})-(\w+)$/.exec(name) ?? [];
  return rank === undefined || champ === undefined || !isChampKey(champ) ? null : { rank: Number(rank), champ };
}
