import { choicesOf } from "@/components/field-input/champ-choices";
import { formatInput } from "@/lib/domain/format-input";
import type { Json } from "@/lib/domain/json";
import { readStatutLogiciel } from "@/lib/domain/statut-logiciel";
import type { PreviewReading } from "@/lib/services/imports/preview/preview.types";

type Column = PreviewReading["columns"][number];

/** What a word of a column may stand for; null when its field has no closed answers. */
export const answersOf = ({ field }: Pick<Column, "field">) => (field === null ? null : choicesOf(field));

/** What a word is taken for where nobody said it, in words; null when nothing that we know. */
export function readAs({ field }: Pick<Column, "field">, meaning: Json): string | null {
  if (field === "statut") {
    const read = readStatutLogiciel(meaning);
    return read === "unknown" ? null : (choicesOf(field)?.[read === "apprenti" ? 0 : 1]?.label ?? null);
  }
  return answersOf({ field })?.find(({ value }) => value === formatInput(meaning))?.label ?? null;
}

/** True for a column some of whose words are taken for nothing that we know. */
export const hasUnreadWords = (column: Pick<Column, "field" | "values">): boolean =>
  answersOf(column) !== null && column.values.some(({ meaning }) => readAs(column, meaning) === null);
