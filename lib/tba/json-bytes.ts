const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const ZERO = 0x30;
const NINE = 0x39;
const MINUS = 0x2d;
const ESCAPED = new Set(Buffer.from('"\\/bfnrt'));
const HEXADECIMAL = new Set(Buffer.from("0123456789abcdefABCDEF"));
const TRUE = Buffer.from("true");
const FALSE = Buffer.from("false");
const NULL = Buffer.from("null");
/** Deeper than any answer: whoever sends that is not understood here. */
const MAX_DEPTH = 16;

/** What a byte is, 0 (which JSON never holds) past the end. */
const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

/** Where something else than JSON's white space comes, from `at` on. */
export function afterSpaces(bytes: Uint8Array, at: number): number {
  let p = at;
  for (;;) {
    const byte = byteAt(bytes, p);
    if (byte !== SPACE && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return p;
    p += 1;
  }
}

/** True when these very bytes are there. */
export function holdsAt(bytes: Uint8Array, at: number, expected: Uint8Array): boolean {
  for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected[i]) return false;
  return true;
}

function endOfEscape(bytes: Uint8Array, at: number): number {
  if (byteAt(bytes, at + 1) !== 0x75) return ESCAPED.has(byteAt(bytes, at + 1)) ? at + 2 : -1;
  for (let i = 2; i < 6; i++) if (!HEXADECIMAL.has(byteAt(bytes, at + i))) return -1;
  return at + 6;
}

/** After the string that begins at `at`; -1 when none does. `plain`: one that holds an escape is not wanted. */
export function endOfString(bytes: Uint8Array, at: number, plain = false): number {
  if (bytes[at] !== QUOTE) return -1;
  const { length } = bytes;
  let p = at + 1;
  while (p < length) {
    const byte = byteAt(bytes, p);
    if (byte === QUOTE) return p + 1;
    if (byte < SPACE) return -1;
    if (byte !== BACKSLASH) p += 1;
    else {
      p = plain ? -1 : endOfEscape(bytes, p);
      if (p < 0) return -1;
    }
  }
  return -1;
}

const endOfWord = (bytes: Uint8Array, at: number, word: Uint8Array): number =>
  holdsAt(bytes, at, word) ? at + word.length : -1;

function afterDigits(bytes: Uint8Array, at: number): number {
  let p = at;
  while (byteAt(bytes, p) >= ZERO && byteAt(bytes, p) <= NINE) p += 1;
  return p;
}

function endOfNumber(bytes: Uint8Array, at: number): number {
  const first = byteAt(bytes, at) === MINUS ? at + 1 : at;
  let end = afterDigits(bytes, first);
  if (end === first || (byteAt(bytes, first) === ZERO && end > first + 1)) return -1;
  if (byteAt(bytes, end) === 0x2e) {
    const decimals = end + 1;
    end = afterDigits(bytes, decimals);
    if (end === decimals) return -1;
  }
  if ((byteAt(bytes, end) | 0x20) !== 0x65) return end;
  const sign = byteAt(bytes, end + 1);
  const exponent = sign === 0x2b || sign === MINUS ? end + 2 : end + 1;
  end = afterDigits(bytes, exponent);
  return end === exponent ? -1 : end;
}

type Element = (bytes: Uint8Array, at: number) => number;

/** After what stands between brackets or braces; `element` says where each element ends, -1 to give up. */
export function endOfList(bytes: Uint8Array, at: number, closing: number, element: Element): number {
  const p = afterSpaces(bytes, at + 1);
  return byteAt(bytes, p) === closing ? p + 1 : endOfElements(bytes, p, closing, element);
}

/** The same from an element on, at least one. */
export function endOfElements(bytes: Uint8Array, at: number, closing: number, element: Element): number {
  let p = at;
  for (;;) {
    p = element(bytes, p);
    if (p < 0) return -1;
    p = afterSpaces(bytes, p);
    if (byteAt(bytes, p) === closing) return p + 1;
    if (byteAt(bytes, p) !== 0x2c) return -1;
    p = afterSpaces(bytes, p + 1);
  }
}

/** Where the value of a member begins, its key ending at `at`; -1 without a colon. */
export function valueAfterKey(bytes: Uint8Array, at: number): number {
  const colon = afterSpaces(bytes, at);
  return byteAt(bytes, colon) === 0x3a ? afterSpaces(bytes, colon + 1) : -1;
}

/** After the array or the object that begins at `at`. Apart from `endOfValue`: what it would remember for these costs memory at each value. */
function endOfContainer(bytes: Uint8Array, at: number, depth: number): number {
  if (depth === MAX_DEPTH) return -1;
  if (byteAt(bytes, at) === 0x5b) return endOfList(bytes, at, 0x5d, (_, p) => endOfValue(bytes, p, depth + 1));
  return endOfList(bytes, at, 0x7d, (_, p) => {
    const key = endOfString(bytes, p);
    const value = key < 0 ? -1 : valueAfterKey(bytes, key);
    return value < 0 ? -1 : endOfValue(bytes, value, depth + 1);
  });
}

/** After the JSON value that begins at `at`; -1 when it is none, or too deep. Strings are not decoded: their bytes may be any. */
export function endOfValue(bytes: Uint8Array, at: number, depth = 0): number {
  const byte = byteAt(bytes, at);
  if (byte === QUOTE) return endOfString(bytes, at);
  if (byte === MINUS || (byte >= ZERO && byte <= NINE)) return endOfNumber(bytes, at);
  if (byte === 0x66) return endOfWord(bytes, at, FALSE);
  if (byte === 0x74) return endOfWord(bytes, at, TRUE);
  if (byte === 0x6e) return endOfWord(bytes, at, NULL);
  return byte === 0x5b || byte === 0x7b ? endOfContainer(bytes, at, depth) : -1;
}
