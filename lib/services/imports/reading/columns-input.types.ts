import type { ChampKey } from "@/lib/domain/champs";
import type { CopiedChamp, SharedChamp } from "@/lib/domain/shared-champs";
import type { ReadingChoices } from "@/lib/spreadsheet/reading.types";

type DateOrder = NonNullable<ReadingChoices["dates"]>[string];

/** What a person said of the columns of a file. `field` null: left out; `meaning` empty: nothing that we know. */
export type ColumnsInput = {
  /** The sheets to take; null when they were not asked about. */
  sheets: string[] | null;
  columns: { heading: string; field: ChampKey | null; order: DateOrder | null }[];
  values: { champ: ChampKey; word: string; meaning: string }[];
  /** What was typed for the fields that no column tells, for all the rows; empty: left so. */
  given: { champ: SharedChamp; text: string }[];
  /** Of the fields that no column tells and that may be another's on each row: whether they are. */
  copied: { champ: CopiedChamp; said: boolean }[];
  /** Under which name to remember it; null: for this file only. */
  remember: string | null;
};
