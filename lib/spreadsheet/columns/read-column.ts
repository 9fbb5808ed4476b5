import { damagedText } from "@/lib/domain/cells/damaged-text";
import { FILE_DATES } from "@/lib/domain/cells/read-day";
import { SHEET_ERROR, type TidyKind, tidyText } from "@/lib/domain/cells/tidy-text";
import { type ChampKey, champOf } from "@/lib/domain/champs";
import type { Doubt } from "@/lib/domain/doubts";
import type { Json } from "@/lib/domain/json";
import { ownValue } from "@/lib/domain/own-value";
import { type Cell, parseValue } from "@/lib/domain/parse-value";
import { readStatutLogiciel } from "@/lib/domain/statut-logiciel";
import { wordOf } from "./cell-word";
import { saysNothing } from "./no-answer";
import { type DateColumnRule, quote, readDateCell } from "./read-date-cell";
import { readWithin } from "./read-within";
import { readWord } from "./read-word";

/** What was done to a cell, for the preview to count. */
export type CellNote =
  | TidyKind
  | "zero-restored"
  | "fictive-date"
  | "no-date"
  | "overseas"
  | "word"
  | "within"
  | "several";

/** A value of a column, read: undefined for nothing; `lost`: an error of the spreadsheet; `unusable`: an identifier that lost its digits. */
export type ReadValue = {
  value: Json | undefined;
  notes: readonly CellNote[];
  doubt: Doubt | null;
  lost: boolean;
  unusable: boolean;
};

/** «1,23E+15», «12,3E+14», «1E+15»; «1E10» may be a code. */
const SCIENTIFIC = /^\d(?:[.,]\d+E[+-]?|E[+-])\d+$|^\d{1,3}(?:[.,]\d+)?\s?E\+\d+$/i;
/** What a number that was rounded gets back from its exponent: «1.23457E15» may be three people. */
const ROUNDED = /0{3}$/;
/** «Rupture : Non»: what software answers where a date would be, and has none. */
const NO_DATE = /^(?:non|no|n|faux|false|aucune?|sans|jamais)$/i;
const NOTHING: ReadValue = { value: undefined, notes: [], doubt: null, lost: false, unusable: false };

/** What a cell says that has lost what it said. */
export const LOST: ReadValue = { ...NOTHING, lost: true };

/** A code that a spreadsheet rounded, as it writes a SIRET in a csv that it opens and saves: «7,77644E+13». */
export const isRounded = (field: ChampKey, cell: Cell): boolean =>
  typeof cell === "string" && champOf(field).type !== "identifiant" && SCIENTIFIC.test(cell.trim());

/** Whether there is more to say of a cell than its value, which is seldom. */
export const isRemarkable = ({ notes, doubt, lost, unusable }: ReadValue) =>
  notes.length > 0 || doubt !== null || lost || unusable;
const RESTORED = new Set([
  "codePostal",
  "codePostalTolere",
  "communeInsee",
  "telephone",
  "dernierOrganisme",
  "typeCfa",
]);

/** `words`: the person's own equivalences for the field, when they gave any. */
type ColumnRule = DateColumnRule & { words: Readonly<Record<string, Json>> | null };

/** How a cell of a field is read where neither its column nor a person says more. */
export const plainRule = (field: ChampKey): ColumnRule => ({
  field,
  dates: FILE_DATES,
  asksOrder: false,
  asksDays: false,
  words: null,
});

function doubtOf(field: ChampKey, value: Json | undefined): Doubt | null {
  if (field === "statut" && readStatutLogiciel(value) === "unknown") {
    const sentence = `Le statut « ${quote(String(value))} » n'est pas connu : est-ce un apprenti ?`;
    return { code: "statut-unknown", champ: field, sentence };
  }
  const sentence = damagedText(field, value);
  return sentence === null ? null : { code: "text-damaged", champ: field, sentence };
}

/**
 * A cell of a column as its field wants it, once for all the rows that hold the same. Tidied first, then the person's own equivalences, then the
 * words of software, then the field's own reader. Never throws.
 */
export function readValue(cell: Cell, rule: ColumnRule): ReadValue {
  if (cell === null) return NOTHING;
  const tidied = typeof cell === "string" ? tidyText(cell) : { text: cell, did: NOTHING.notes };
  const notes: CellNote[] = [...tidied.did];
  const content = tidied.text;
  if (content === "") return { ...NOTHING, notes };
  const { type } = champOf(rule.field);
  const said = rule.words === null ? undefined : ownValue(rule.words, wordOf(content));
  if (said !== undefined)
    return { ...NOTHING, value: said ?? undefined, notes: said === content ? notes : [...notes, "word"] };
  if (typeof content === "string" && SHEET_ERROR.test(content)) return { ...NOTHING, lost: true };
  if (type === "identifiant") {
    const text = String(content);
    // A spreadsheet keeps fifteen digits of a number, and makes zeros of the others.
    const unusable =
      SCIENTIFIC.test(text) ||
      (notes.includes("exponent") && ROUNDED.test(text)) ||
      (typeof content === "number" &&
        Math.abs(content) >= 1e15 &&
        (content % 10 === 0 || !Number.isSafeInteger(content)));
    if (unusable) return { ...NOTHING, value: String(cell).trim(), unusable };
  }
  const optional = !champOf(rule.field).required;
  if (type === "date" && optional && (content === false || (typeof content === "string" && NO_DATE.test(content)))) {
    return { ...NOTHING, notes: [...notes, "no-date"] };
  }
  if (optional && typeof content === "string" && saysNothing(type, content)) {
    return { ...NOTHING, notes: [...notes, "empty-word"] };
  }
  if (type === "date" && typeof content !== "boolean") {
    const read = readDateCell(content, rule);
    // A text that is no date stays as it is: a sign lost in it is asked about as in any other.
    const doubt = read.doubt ?? (read.value === content ? doubtOf(rule.field, content) : null);
    return { ...NOTHING, ...read, doubt, notes: [...notes, ...read.notes] };
  }
  const word = typeof content === "string" ? readWord(rule.field, content) : undefined;
  const spaced = type === "nom" && typeof content === "string" ? content.replace(/\s+/g, " ") : content;
  const read = word ?? parseValue(type, spaced);
  const within = word === undefined && typeof content === "string" ? readWithin(rule.field, content, read) : null;
  if (within !== null) {
    return { ...NOTHING, value: within.value, notes: [...notes, within.several ? "several" : "within"] };
  }
  const value = read;
  if (word !== undefined) notes.push("word");
  else if (typeof value === "string" && value !== String(content)) {
    if (value === `+${content}`) notes.push("zero-restored");
    else if (value.startsWith("+") && !String(content).includes("+")) notes.push("overseas");
    else if (RESTORED.has(type) && value.length > String(content).length) notes.push("zero-restored");
  }
  return { ...NOTHING, value, notes, doubt: doubtOf(rule.field, value) };
}
