import { CODE_PAGES, type CodePage, decodeCodePage } from "./code-pages";

/** A text and the encoding that it was found to be in. `damaged`: how many of its bytes are in no character of it. */
export type DecodedText = { text: string; encoding: "UTF-8" | "UTF-16" | CodePage; damaged: number };

const startsWith = (bytes: Uint8Array, start: readonly number[]) => start.every((byte, i) => bytes[i] === byte);

/** Text of spreadsheets in UTF-16 is mostly of Latin letters: every other byte is zero. */
function utf16WithoutMark(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const sample = bytes.subarray(0, 4096);
  if (sample.length < 8) return null;
  let [even, odd] = [0, 0];
  for (const [i, byte] of sample.entries()) if (byte === 0) i % 2 === 0 ? even++ : odd++;
  const half = sample.length / 2;
  if (odd > half * 0.7 && even < half * 0.05) return "utf-16le";
  return even > half * 0.7 && odd < half * 0.05 ? "utf-16be" : null;
}

/** How many characters of several bytes are whole, and how many bytes belong to none. */
function countUtf8(bytes: Uint8Array): { whole: number; broken: number } {
  let [whole, broken] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) continue;
    const length = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
    let next = 1;
    while (next < length && ((bytes[i + next] ?? 0) & 0xc0) === 0x80) next++;
    if (length > 0 && byte < 0xf5 && next === length) {
      whole++;
      i += length - 1;
    } else broken++;
  }
  return { whole, broken };
}

const LOWER = /[a-zàâäçéèêëîïôöùûüÿœæñáíóúãõ]/;
const UPPER = /[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆÑÁÍÓÚ]/;
const FRENCH_LOWER = /[àâäçéèêëîïôöùûüÿœæ]/;
const OTHER_LOWER = /[ñáíóúìòãõåøß]/;
const FRENCH_UPPER = /[ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ]/;
const SIGN = /[’‘“”«»°–—…€\u00a0•·ªº²³§]/;

/** How well a character of the upper half fits between its neighbours, in a French text. */
function fitness(char: string, before: string, after: string): number {
  if (FRENCH_LOWER.test(char)) return UPPER.test(before) && UPPER.test(after) ? -1 : 3;
  if (OTHER_LOWER.test(char)) return LOWER.test(before) || LOWER.test(after) ? 1 : -1;
  // A capital with an accent begins a word, or stands among capitals.
  if (FRENCH_UPPER.test(char)) return LOWER.test(before) ? -3 : 2;
  if (SIGN.test(char)) return LOWER.test(before) && LOWER.test(after) && char !== "’" && char !== "‘" ? -2 : 1;
  return -3;
}

const MAX_SAMPLES = 200_000;

/** The code page whose accents make words: each byte over 0x7F is looked at between its neighbours. */
function bestCodePage(bytes: Uint8Array): CodePage {
  const pages = Object.keys(CODE_PAGES) as CodePage[];
  const scores = new Map<CodePage, number>(pages.map((page) => [page, 0]));
  const charOf = (byte: number | undefined, page: CodePage) =>
    byte === undefined ? " " : byte < 0x80 ? String.fromCharCode(byte) : (CODE_PAGES[page][byte - 0x80] ?? " ");
  let samples = 0;
  for (let i = 0; i < bytes.length && samples < MAX_SAMPLES; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) continue;
    samples++;
    for (const page of pages) {
      const fit = fitness(charOf(byte, page), charOf(bytes[i - 1], page), charOf(bytes[i + 1], page));
      scores.set(page, (scores.get(page) ?? 0) + fit);
    }
  }
  return pages.reduce((best, page) => ((scores.get(page) ?? 0) > (scores.get(best) ?? 0) ? page : best));
}

/**
 * The text of a file, in the encoding that its whole content speaks for: what its byte order mark says; UTF-16 by its zeros; UTF-8 when its characters
 * of several bytes are whole, a few broken ones left as «�» in their cells; else the code page whose accents make French words.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (startsWith(bytes, [0xff, 0xfe])) return utf16(bytes, "utf-16le");
  if (startsWith(bytes, [0xfe, 0xff])) return utf16(bytes, "utf-16be");
  const unmarked = utf16WithoutMark(bytes);
  if (unmarked !== null) return utf16(bytes, unmarked);
  const { whole, broken } = countUtf8(bytes);
  const marked = startsWith(bytes, [0xef, 0xbb, 0xbf]);
  if (broken === 0 || marked || whole > 2 * broken) {
    return { text: new TextDecoder("utf-8").decode(bytes), encoding: "UTF-8", damaged: broken };
  }
  const page = bestCodePage(bytes);
  return { text: decodeCodePage(bytes, page), encoding: page, damaged: 0 };
}

function utf16(bytes: Uint8Array, label: "utf-16le" | "utf-16be"): DecodedText {
  return { text: new TextDecoder(label).decode(bytes), encoding: "UTF-16", damaged: 0 };
}
