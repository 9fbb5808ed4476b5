import type { ChampKey } from "@/lib/domain/champs";
import type { Doubt } from "@/lib/domain/doubts";
import type { Json } from "@/lib/domain/json";
import type { ReadColumn } from "./read-column.types";
import { quote } from "./read-date-cell";

/** Rows that write the surname in capitals and the first name otherwise, from which the file does; and how many of them for one that does not. */
const ENOUGH = 5;
const FOR_EACH = 4;

const CAPITALS = /^(?=.*\p{Lu}.*\p{Lu})[^\p{Ll}]+$/u;
const OTHERWISE = /^\p{Lu}.*\p{Ll}/u;

type Half = { column: ReadColumn; isCapitals: boolean[]; isOtherwise: boolean[] };

function halfOf(columns: readonly ReadColumn[], key: ChampKey): Half | null {
  const [column, ...others] = columns.filter(({ field }) => field === key);
  if (column === undefined || others.length > 0) return null;
  const matches = (pattern: RegExp) => column.values.map((value) => typeof value === "string" && pattern.test(value));
  return { column, isCapitals: matches(CAPITALS), isOtherwise: matches(OTHERWISE) };
}

const quoted = (value: Json | undefined) => quote(String(value));

/**
 * The columns of a table, where the row that writes «Chloé» under the surname and «BERNARD» under the first name is asked about: the others write their surnames in
 * capitals, and not their first names. A file that writes both alike, or as often one way as the other, says nothing.
 */
export function askSwappedNames(columns: readonly ReadColumn[], rows: number): ReadColumn[] {
  const [surname, given] = [halfOf(columns, "nom_apprenant"), halfOf(columns, "prenom_apprenant")];
  if (surname === null || given === null || !surname.isOtherwise.includes(true)) return [...columns];
  const swapped: number[] = [];
  let usual = 0;
  for (let row = 0; row < rows; row++) {
    const [one, other] = [surname.column.column.cells.rankAt(row), given.column.column.cells.rankAt(row)];
    if (surname.isCapitals[one] && given.isOtherwise[other]) usual += 1;
    else if (surname.isOtherwise[one] && given.isCapitals[other]) swapped.push(row);
  }
  if (swapped.length === 0 || usual < Math.max(ENOUGH, swapped.length * FOR_EACH)) return [...columns];
  const asked = ({ field, column, values }: ReadColumn) => {
    const [said, other] = field === "nom_apprenant" ? ["Le nom", "le prénom"] : ["Le prénom", "le nom"];
    const doubtOf = (row: number): Doubt => ({
      code: "name-split",
      champ: field,
      sentence: `${said} (${quoted(values[column.cells.rankAt(row)])}) est peut-être ${other} : dans ce fichier, les noms sont en capitales et les prénoms non. Corrigez-le, ou dites qu'il est juste.`,
    });
    return new Map(swapped.map((row) => [row, doubtOf(row)]));
  };
  return columns.map((each) =>
    each === surname.column || each === given.column ? { ...each, asks: asked(each) } : each,
  );
}
