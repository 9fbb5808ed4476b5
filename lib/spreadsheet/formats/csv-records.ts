/** A record of a text: its cells, or null when its quotes make it unreadable; `end`: where the next one begins. */
type CsvRecord = { cells: string[] | null; end: number };

/** A quoted cell longer than this never closed: Excel's own limit of a cell. */
const MAX_QUOTED = 32_767;

function endOfLine(text: string, from: number): { at: number; next: number } {
  let at = from;
  while (at < text.length && text[at] !== "\n" && text[at] !== "\r") at++;
  return { at, next: text[at] === "\r" && text[at + 1] === "\n" ? at + 2 : at + 1 };
}

const isEnd = (char: string | undefined) => char === undefined || char === "\n" || char === "\r";

/** The cell that a quote opens at `from`: its text and where it ends, or null when the quote is not closed before a separator or the line's end. */
function quotedCell(
  text: string,
  from: number,
  separator: string,
  quoteSign: string,
): { cell: string; end: number } | null {
  let cell = "";
  let start = from + 1;
  for (;;) {
    const ahead = text.slice(start, from + MAX_QUOTED).indexOf(quoteSign);
    if (ahead === -1) return null;
    const quote = start + ahead;
    cell += text.slice(start, quote);
    if (text[quote + 1] !== quoteSign) {
      // Blanks between the quote and the separator are forgiven, as they are before it.
      let end = quote + 1;
      while (text[end] === " ") end++;
      return text[end] === separator || isEnd(text[end]) ? { cell, end } : null;
    }
    cell += quoteSign;
    start = quote + 2;
  }
}

function recordAt(text: string, start: number, separator: string, quoteSign: string): CsvRecord {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    let end: number;
    let quote = at;
    while (text[quote] === " ") quote++;
    const quoted = text[quote] === quoteSign ? quotedCell(text, quote, separator, quoteSign) : null;
    if (quoted !== null) {
      cells.push(quoted.cell);
      end = quoted.end;
    } else if (text[at] === quoteSign) return { cells: null, end: endOfLine(text, start).next };
    else {
      end = at;
      while (end < text.length && text[end] !== separator && text[end] !== "\n" && text[end] !== "\r") end++;
      cells.push(text.slice(at, end));
    }
    if (text[end] !== separator) return { cells, end: endOfLine(text, end).next };
    at = end + 1;
  }
}

/**
 * The records of a text with separators, one by one, quoted cells and their line breaks included (RFC 4180). Ours and not a library's: those that
 * forgive a quote out of place shift the cells after it, those that do not lose the rows up to the next quote; here the row is null, and
 * the next line is read as if nothing had happened.
 */
export function* csvRecords(text: string, separator: string, quoteSign = '"'): Generator<string[] | null> {
  let at = 0;
  while (at < text.length) {
    const read = recordAt(text, at, separator, quoteSign);
    const { cells, end } = read.cells === null && quoteSign === APOSTROPHE ? bareRecord(text, at, separator) : read;
    yield cells === null ? null : asLine(cells, separator, quoteSign);
    at = end;
  }
}

/** A quote that is also a letter's: «'Date d'inscription'» is one cell. */
export const APOSTROPHE = "'";

function bareRecord(text: string, at: number, separator: string): CsvRecord {
  const { cells, end } = recordAt(text, at, separator, "\0");
  return { cells: cells?.map((cell) => cell.trim().replace(/^'(.*)'$/s, "$1")) ?? null, end };
}

/** A line that a spreadsheet put whole in one cell, and quoted for what it held, is that line: «"1;Martin;Zoé"». */
function asLine(cells: string[], separator: string, quoteSign: string): string[] {
  const [whole = "", ...others] = cells;
  if (others.length > 0 || !whole.includes(separator)) return cells;
  const { cells: line, end } = recordAt(whole, 0, separator, quoteSign);
  return line === null || end < whole.length ? cells : line;
}
