import { decodeEntities } from "./html-entities";

/** What tidying a text did, for the preview to say with a count. */
export type TidyKind = "invisible" | "quoted" | "decimal" | "empty-word" | "control" | "entity" | "exponent";

export type TidiedText = { text: string; did: TidyKind[] };

/** Excel's writing of a control character: «_x000D_» is a carriage return. */
const EXCEL_ESCAPE = /_x(00[01][\dA-Fa-f])_/g;
const LINE_BREAK = /\r\n?|[\u2028\u2029]/g;
/**
 * What stands where a letter was lost: the sign of substitution of old systems, and the controls of Latin-1, which are the accents of another code page.
 * They become the sign that everybody knows, and that is asked about.
 */
const isLostLetter = (control: string) => control === "\u001A" || control >= "\u0080";
/** What Unicode says is shown as nothing (zero-width, marks of direction, selectors), and the marks of annotations. */
const ZERO_WIDTH = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;
/** Spaces that are not the space; the last is a sign of braille without a dot. */
const EXOTIC_SPACE = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000\u2800]/g;
/** Letters that a page of PDF joins into one sign: «Joseﬁne», copied from it, is Josefine. */
const LIGATURE = /[\uFB00-\uFB06]/g;
/** No character of any text: controls but tab and line breaks, half surrogates, and what Unicode says is none. */
const NO_CHARACTER = /(?![\t\n])\p{Cc}|[\uFDD0-\uFDEF\uFFFE\uFFFF]|\p{Cs}/gu;

/** `="01000"`, and `'01000` before a number only: «'t Hooft» is a name. */
const QUOTED = /^=\s*(?:T\()?"([^"]*)"\)?(?:&"")?$|^'(?=[\d+][\d\s.+/:-]*$)(.*)$/s;
/** What a library of numbers adds to a code: «35000.0», «35000,0». */
const WHOLE_DECIMAL = /^(\d+)(?:\.0+|,00?)$/;
/** How Java writes a whole number of eight digits or more, to the last one: «3.2031214E7». Excel rounds, and writes «E+». */
const JAVA_NUMBER = /^\d\.\d+E\d{1,2}$/;

function wholeOfJava(text: string): string | null {
  const number = JAVA_NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) && number >= 1e7 ? String(number) : null;
}

/** What software writes where it has nothing. Never a word that could be somebody's name. */
const EMPTY_WORD =
  /^(?:\(null\)|n\/a|<na>|undefined|\((?:vide|blank|none|aucune?)\)|non (?:renseign|communiqu)[ée]e?s?|sans objet|n[ée]ant|[-–—_./:\s]+|\?+)$/i;
/** What programs write, in their own letters: «Nat», «Nan» and «Null» are somebody. */
const OF_PROGRAMS = /^(?:null|NULL|nan|NaN|none|None|NONE|NaT)$/;
/** A cell that a spreadsheet could not compute or show. */
export const SHEET_ERROR =
  /^#(?:REF|VALUE|VALEUR|NAME|NOM|DIV\/0|NUM|NOMBRE|NULL|NUL|SPILL|CALC|FIELD|CHAMP|ERROR|ERREUR|BLOCKED|CONNECT)\s?[!?]$|^#N\/[AD]$|^#{4,}$|^err\s?:\s?\d{3}$/i;

/** Most texts have nothing to tidy: plain letters, digits and the signs of every day, without a space at an end. */
const PLAIN = /^(?!.*[\uFB00-\uFB06])[\p{L}\p{N}@(](?:[\p{L}\p{N} @'’.,;:/()&°+\n-]*[\p{L}\p{N})'’])?$/su;

const isNumber = (text: string) => text.charCodeAt(0) >= 48 && text.charCodeAt(0) <= 57;

/** A whole number without what a library adds to it, and what that was. */
function tidyNumber(text: string): { text: string; did: TidyKind[] } {
  if (!isNumber(text)) return { text, did: [] };
  const whole = wholeOfJava(text);
  if (whole !== null) return { text: whole, did: ["exponent"] };
  return WHOLE_DECIMAL.test(text) ? { text: text.replace(WHOLE_DECIMAL, "$1"), did: ["decimal"] } : { text, did: [] };
}

/** The longest of them has eighteen letters, and none begins with a figure: most cells are told at once. */
const isEmptyWord = (text: string) =>
  text.length < 20 && !isNumber(text) && (EMPTY_WORD.test(text) || OF_PROGRAMS.test(text));

/**
 * One step before all readers of cells: escapes, invisible signs, exotic spaces, letters in pieces or joined, spreadsheet quotes, «.0», words that mean nothing. An empty
 * text means that the cell holds nothing. Tidying twice changes nothing.
 */
export function tidyText(raw: string): TidiedText {
  if (PLAIN.test(raw) && !raw.includes("_") && !raw.includes("&") && !isEmptyWord(raw)) {
    return tidyNumber(raw);
  }
  const did = new Set<TidyKind>();
  const replace = (text: string, pattern: RegExp, by: string, kind: TidyKind) => {
    const replaced = text.replace(pattern, by);
    if (replaced !== text) did.add(kind);
    return replaced;
  };
  let text = raw.replace(EXCEL_ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  if (text.includes("&")) {
    const decoded = decodeEntities(text);
    if (decoded !== text) did.add("entity");
    text = decoded;
  }
  text = text
    .replace(LINE_BREAK, "\n")
    .replace(/\p{Cc}/gu, (control) => (isLostLetter(control) ? "\uFFFD" : control))
    .normalize("NFC")
    .replace(LIGATURE, (letters) => letters.normalize("NFKC"));
  text = replace(text, ZERO_WIDTH, "", "invisible");
  text = replace(text, EXOTIC_SPACE, " ", "invisible");
  text = replace(text, NO_CHARACTER, "", "control").trim();
  const quoted = QUOTED.exec(text);
  if (quoted !== null) {
    text = (quoted[1] ?? quoted[2] ?? "").trim();
    did.add("quoted");
  }
  const number = tidyNumber(text);
  for (const kind of number.did) did.add(kind);
  text = number.text;
  if (text !== "" && isEmptyWord(text)) {
    text = "";
    did.add("empty-word");
  }
  return { text, did: [...did] };
}
