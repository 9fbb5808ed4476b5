/** What stands between two lines in a column that is read as one text: folded texts, codes and days never hold it. */
export const SEPARATOR = "\n";

/** A column of few different values: those, and which one each line has. */
export type CodedColumn = { values: readonly string[]; codes: Int32Array };

/** A column where nearly each line has its own text: all of them in one, and where each begins. */
export type TextColumn = { text: string; starts: Int32Array };

/** One byte a line: 1 for those that are kept. */
export type Mask = Uint8Array;

/** Where each of `count` lines begins in a text, and where the next one would; null when the text is not of so many lines. */
function startsIn(text: string, count: number): Int32Array | null {
  const starts = new Int32Array(count + 1);
  let line = 1;
  for (let at = text.indexOf(SEPARATOR); at >= 0; at = text.indexOf(SEPARATOR, at + 1)) {
    if (line >= count) return null;
    starts[line++] = at + 1;
  }
  starts[count] = text.length + 1;
  return line === count ? starts : null;
}

/** Characters that JavaScript does not sort as PostgreSQL does («collate "C"»). */
const OUTSIDE_PLANE = /[\ud800-\udfff]/;

/** A column of `count` lines from one text; null when it cannot be told apart, or would not be sorted as the database does. */
export function parseTextColumn(text: string, count: number): TextColumn | null {
  const starts = OUTSIDE_PLANE.test(text) ? null : startsIn(text, count);
  return starts === null ? null : { text, starts };
}

/** The text of a line. */
export const textAt = ({ text, starts }: TextColumn, line: number): string =>
  text.slice(starts[line], (starts[line + 1] ?? 0) - 1);

/** The same for a column of few different values. */
export function parseCodedColumn(text: string, count: number): CodedColumn | null {
  const column = parseTextColumn(text, count);
  if (column === null) return null;
  const known = new Map<string, number>();
  const codes = new Int32Array(count);
  for (let line = 0; line < count; line++) {
    const value = textAt(column, line);
    let code = known.get(value);
    if (code === undefined) {
      code = known.size;
      known.set(value, code);
    }
    codes[line] = code;
  }
  return { values: [...known.keys()], codes };
}

/** The lines whose text holds another. */
export function maskContaining({ text, starts }: TextColumn, searched: string): Mask {
  const count = starts.length - 1;
  const mask = new Uint8Array(count);
  if (searched.includes(SEPARATOR)) return mask;
  if (searched === "") return mask.fill(1);
  let line = 0;
  for (let at = text.indexOf(searched); at >= 0; at = text.indexOf(searched, starts[line] ?? text.length)) {
    while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= at) line++;
    mask[line++] = 1;
    if (line >= count) break;
  }
  return mask;
}

/** The lines whose value is one of those wanted: each value is judged once. */
export function maskWhere({ values, codes }: CodedColumn, wanted: (value: string) => boolean): Mask {
  const table = Uint8Array.from(values, (value) => (wanted(value) ? 1 : 0));
  const mask = new Uint8Array(codes.length);
  for (let line = 0; line < codes.length; line++) mask[line] = table[codes[line] ?? 0] ?? 0;
  return mask;
}
