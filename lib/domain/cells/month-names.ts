/** The names of the months, in French then in English, from their first letters: «sept», «févr», «aug». */
const STARTS: readonly (readonly [RegExp, number])[] = [
  [/^janv?(?:ier)?$|^january$/, 1],
  [/^fevr?(?:ier)?$|^feb(?:ruary)?$/, 2],
  [/^mars?$|^march$/, 3],
  [/^avr(?:il)?$|^apr(?:il)?$/, 4],
  [/^mai$|^may$/, 5],
  [/^juin$|^june?$/, 6],
  [/^juil(?:let)?$|^july?$/, 7],
  [/^aout?$|^aug(?:ust)?$/, 8],
  [/^sept?(?:embre|ember)?$/, 9],
  [/^oct(?:obre|ober)?$/, 10],
  [/^nov(?:embre|ember)?$/, 11],
  [/^dec(?:embre|ember)?$/, 12],
];

/** 1 to 12, or null for what names no month. Accents and case do not count. */
export function monthNumber(name: string): number | null {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return STARTS.find(([form]) => form.test(plain))?.[1] ?? null;
}
