/** What tidying a text did, for the preview to say with a count. */
export type TidyKind = "invisible" | "quoted" | "decimal" | "empty-word" | "control";

export type TidiedText = { text: string; did: TidyKind[] };

/** Excel's writing of a control character: «_x000D_» is a carriage return. */
const EXCEL_ESCAPE = /_x(000[9AaDd])_/g;
const ZERO_WIDTH = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g;
const EXOTIC_SPACE = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g;
/** No character of any text: controls but tab and line breaks, half surrogates, and what Unicode says is none. */
const NO_CHARACTER = /(?![\t\n])\p{Cc}|[\uFDD0-\uFDEF\uFFFE\uFFFF]|\p{Cs}/gu;

/** `="01000"`, and `'01000` before a number only: «'t Hooft» is a name. */
const QUOTED = /^=\s*"([^"]*)"$|^'(?=[\d+][\d\s.+-]*$)(.*)$/s;
/** What a library of numbers adds to a code: «35000.0». */
const WHOLE_DECIMAL = /^(\d+)\.0+$/;
/** What software writes where it has nothing. Never a word that could be somebody's name. */
const EMPTY_WORD = /^(?:\(?null\)?|n\/a|#n\/a|nan|none|undefined|[-–—_.]+)$/i;
/** A cell that Excel could not compute or show. */
export const SHEET_ERROR = /^#(?:REF|VALUE|VALEUR|NAME|NOM|DIV\/0|NUM|NOMBRE|NULL|NUL|SPILL|CALC)[!?]$|^#{4,}$/i;

/** Most texts have nothing to tidy: plain letters, digits and the signs of every day, without a space at an end. */
const PLAIN = /^[\p{L}\p{N}@(](?:[\p{L}\p{N} @'’.,;:/()&°+\n-]*[\p{L}\p{N})'’])?$/u;

/**
 * One step before all readers of cells: escapes, invisible signs, exotic spaces, spreadsheet quotes, «.0», words that mean nothing. An empty
 * text means that the cell holds nothing. Tidying twice changes nothing.
 */
export function tidyText(raw: string): TidiedText {
  if (PLAIN.test(raw) && !raw.includes("_") && !/^(?:null|nan|none|undefined|n\/a)$/i.test(raw)) {
    return WHOLE_DECIMAL.test(raw)
      ? { text: raw.replace(WHOLE_DECIMAL, "$1"), did: ["decimal"] }
      : { text: raw, did: [] };
  }
  const did = new Set<TidyKind>();
  const replace = (text: string, pattern: RegExp, by: string, kind: TidyKind) => {
    const replaced = text.replace(pattern, by);
    if (replaced !== text) did.add(kind);
    return replaced;
  };
  let text = raw.replace(EXCEL_ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  text = text.replace(/\r\n?/g, "\n");
  text = replace(text, ZERO_WIDTH, "", "invisible");
  text = replace(text, EXOTIC_SPACE, " ", "invisible");
  text = replace(text, NO_CHARACTER, "", "control").trim();
  const quoted = QUOTED.exec(text);
  if (quoted !== null) {
    text = (quoted[1] ?? quoted[2] ?? "").trim();
    did.add("quoted");
  }
  text = replace(text, WHOLE_DECIMAL, "$1", "decimal");
  if (text !== "" && EMPTY_WORD.test(text)) {
    text = "";
    did.add("empty-word");
  }
  return { text, did: [...did] };
}
