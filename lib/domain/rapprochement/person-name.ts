import { foldText } from "@/lib/domain/fold-text";

/** Words that one software writes and another leaves out. */
const PARTICLES = new Set(
  "d de des du l la le les da das do dos del della di el al ben bin bent van von der den".split(" "),
);

/**
 * A last or first name, ready to be compared: `letters` in one piece («jeanpierre»), its `words` without particles (all of them when nothing else is left),
 * and `shortened`, the letters without each of the particles that it begins with («delatour», «latour», «tour»).
 */
export type PersonName = { letters: string; words: readonly string[]; shortened: readonly string[] };

/** Reads a name as a list or a software writes it: case, accents, spaces, dashes and apostrophes do not count. */
export function readName(text: string): PersonName {
  const all = foldText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const strong = all.filter((word) => !PARTICLES.has(word));
  const shortened = [all.join("")];
  for (let i = 0; i < all.length - 1 && PARTICLES.has(all[i] ?? ""); i++) shortened.push(all.slice(i + 1).join(""));
  return { letters: all.join(""), words: strong.length === 0 ? all : strong, shortened };
}

const isWithin = (few: readonly string[], many: readonly string[]) =>
  few.length > 0 && few.every((word) => many.includes(word));

/** One has all the words of the other: «Martin» and «Martin-Dupont». */
const oneHoldsOther = (a: PersonName, b: PersonName): boolean =>
  isWithin(a.words, b.words) || isWithin(b.words, a.words);

/** The usual first name and the further ones: «Lucas» and «Lucas Jean Marie», never «Marie» and «Anne-Marie». */
export function beginsLikeOther(a: PersonName, b: PersonName): boolean {
  const [few, many] = a.words.length <= b.words.length ? [a.words, b.words] : [b.words, a.words];
  return few.length > 0 && few.every((word, i) => word === many[i]);
}

/** Shorter ones differ by a letter when they are two names: «Léa» and «Lia». */
const MIN_LETTERS = 5;

/** A letter more, less, other, or two that changed places. */
export function isOneSlipApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < MIN_LETTERS) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  if (endA - start <= 1 && endB - start <= 1) return true;
  const swapped = endA - start === 2 && endB - start === 2;
  return swapped && a[start] === b[start + 1] && a[start + 1] === b[start];
}

/** Two writings of one last name: nothing but particles or a second name between them. */
export const isSameLastName = (a: PersonName, b: PersonName): boolean =>
  a.shortened.some((form) => b.shortened.includes(form)) || oneHoldsOther(a, b);

/** «2004-02-29» and «2004-02-19»: one figure changed, or the day and the month changed places. */
export function isOneFigureApart(a: string, b: string): boolean {
  if (a === b || a.length !== 10 || b.length !== 10) return false;
  const different = [...a].filter((figure, i) => figure !== b[i]).length;
  return (
    different === 1 || (a.slice(0, 4) === b.slice(0, 4) && a.slice(5, 7) === b.slice(8) && a.slice(8) === b.slice(5, 7))
  );
}
