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
const VOWEL = /[aeiouy]/i;

/** How often French words begin so: «école» and «Élodie» do, «Œuvre» and «Ève» seldom. */
const INITIALS = weights("É2 é1.8 Ç1 Î1 À1 œ1 Œ0.8 â0.8 ê0.6 Ê0.6 È0.5 Ô0.5 Â0.5");
/** How often they have it further on. */
const WITHIN = weights(
  "é3 è2.7 ç2.5 ê2.3 ï2.1 ë2 ô2 œ2 î1.8 â1.7 û1.5 ü1 à0.8 ù0.7 ä0.6 ö0.6 É2.2 È2 Ç2 Ë1.7 Ê1.6 Ï1.6 Ô1.4 Î1.4 Œ1.3 Â1 Û0.8 Ü0.7 Ä0.5 Ö0.5",
);
/** Signs by themselves, and the only ones inside a word. */
const SIGNS = weights(
  "°1 \u00a00.3 «0.8 »0.8 €0.8 ’0.6 –0.6 …0.5 º0.5 “0.4 ”0.4 ‘0.4 —0.4 ½0.4 ª0.3 ²0.3 •0.3 ·0.3 ³0.2 §0.2 ¼0.2 ¾0.2",
);
const INSIDE = weights("’2 ´0.3 ‘0.2");

function weights(list: string): ReadonlyMap<string, number> {
  return new Map(list.split(" ").map((each) => [each.charAt(0), Number(each.slice(1))]));
}

/** How well an accented letter fits where no letter stands before it. */
function initialFitness(char: string, after: string): number {
  if (LOWER.test(after)) return INITIALS.get(char) ?? 0.2;
  if (UPPER.test(after)) return FRENCH_UPPER.test(char) ? (INITIALS.get(char) ?? 0.2) : -2;
  return char === "à" || char === "À" ? 2 : -1;
}

/** How well a character of the upper half fits between its neighbours, in a French text. */
function fitness(char: string, before: string, after: string): number {
  const [afterLower, afterUpper] = [LOWER.test(before), UPPER.test(before)];
  const [isLower, isUpper] = [FRENCH_LOWER.test(char), FRENCH_UPPER.test(char)];
  if ((isLower || isUpper) && !afterLower && !afterUpper) return initialFitness(char, after);
  if (isLower && UPPER.test(after)) return -1;
  if (isUpper && (afterLower || LOWER.test(after))) return afterLower ? -3 : -1;
  if (isLower || isUpper) {
    // «Maël», «Loïc», never «Maâl».
    const misplaced = VOWEL.test(before) ? "âÂ" : "ëïËÏ";
    return misplaced.includes(char) ? 0.4 : (WITHIN.get(char) ?? 0.3);
  }
  if (OTHER_LOWER.test(char)) return afterLower ? 0.9 : LOWER.test(after) ? 0.3 : -1;
  const inWord = (afterLower || afterUpper) && (LOWER.test(after) || UPPER.test(after));
  return inWord ? (INSIDE.get(char) ?? -2) : (SIGNS.get(char) ?? -3);
}

const MAX_SAMPLES = 200_000;

/** The code page whose accents make words, and how well they do: each byte over 0x7F is looked at between its neighbours. */
function bestCodePage(bytes: Uint8Array): { page: CodePage; score: number } {
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
  const page = pages.reduce((best, page) => ((scores.get(page) ?? 0) > (scores.get(best) ?? 0) ? page : best));
  return { page, score: scores.get(page) ?? 0 };
}

/** What a byte of no character takes from the fitness of a text in UTF-8. */
const LOST = 1;

/** How well the accents of a text in UTF-8 make words, in the terms of the code pages. */
function utf8Score(text: string): number {
  let [score, samples] = [0, 0];
  for (const { 0: char, index } of text.matchAll(/[^\p{ASCII}\uFEFF]/gu)) {
    if (++samples > MAX_SAMPLES) break;
    const after = text[index + char.length] ?? " ";
    score += char === "\uFFFD" ? -LOST : fitness(char, text[index - 1] ?? " ", after);
  }
  return score;
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
  const asUtf8 = (): DecodedText => ({
    text: new TextDecoder("utf-8").decode(bytes),
    encoding: "UTF-8",
    damaged: broken,
  });
  if (broken === 0 || marked || whole > 2 * broken) return asUtf8();
  const { page, score } = bestCodePage(bytes);
  // Few accents, of which some are whole in UTF-8: chance makes such pairs too («’é» of a Mac), but no words of them.
  if (whole > 0) {
    const decoded = asUtf8();
    if (utf8Score(decoded.text) > score) return decoded;
  }
  return { text: decodeCodePage(bytes, page), encoding: page, damaged: 0 };
}

function utf16(bytes: Uint8Array, label: "utf-16le" | "utf-16be"): DecodedText {
  return { text: new TextDecoder(label).decode(bytes), encoding: "UTF-16", damaged: 0 };
}
