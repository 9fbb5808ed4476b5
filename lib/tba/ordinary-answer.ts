import { afterSpaces, endOfElements, endOfList, endOfString, endOfValue, holdsAt, valueAfterKey } from "./json-bytes";

/** A key as it stands in JSON, and as it stands before its value in a text that was sent, which has no spaces. */
const key = (name: string) => ({ quoted: Buffer.from(`"${name}"`), before: Buffer.from(`"${name}":`) });
const ID = key("id_erp_apprenant");
const YEAR = key("annee_scolaire");
const ERRORS = key("validation_errors");
const HAS_ERROR = key("has_error");
const STATUS = key("status");
const DATA = key("data");
const OK = Buffer.from('"OK"');
const FALSE = Buffer.from("false");
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const COMMA = 0x2c;

/** What a dossier of an answer must say, once each, and `has_error`, which it need not. */
const SAID_ID = 1;
const SAID_YEAR = 2;
const SAID_ERRORS = 4;
const SAID_HAS_ERROR = 8;
const SAID_ENOUGH = SAID_ID | SAID_YEAR | SAID_ERRORS;

const isKey = (bytes: Buffer, from: number, to: number, { quoted }: ReturnType<typeof key>) =>
  to - from === quoted.length && holdsAt(bytes, from, quoted);

/** True when the dossier that was sent holds that very value under that key: between quotes, a key is never mistaken for a text. */
function wasSent(sent: Buffer, { before }: ReturnType<typeof key>, bytes: Buffer, from: number, to: number): boolean {
  const found = sent.indexOf(before);
  if (found < 0) return false;
  const value = found + before.length;
  const next = sent[value + to - from];
  if (next !== COMMA && next !== CLOSING_BRACE) return false;
  for (let i = 0; i < to - from; i++) if (sent[value + i] !== bytes[from + i]) return false;
  return true;
}

/** What a member of a dossier says, by its bit; 0 for what does not matter, -1 for what is not ordinary. */
function said(bytes: Buffer, keyAt: number, keyEnd: number, from: number, to: number, sent: Buffer): number {
  if (isKey(bytes, keyAt, keyEnd, ID)) return wasSent(sent, ID, bytes, from, to) ? SAID_ID : -1;
  if (isKey(bytes, keyAt, keyEnd, YEAR)) return wasSent(sent, YEAR, bytes, from, to) ? SAID_YEAR : -1;
  if (isKey(bytes, keyAt, keyEnd, HAS_ERROR)) return holdsAt(bytes, from, FALSE) ? SAID_HAS_ERROR : -1;
  if (!isKey(bytes, keyAt, keyEnd, ERRORS)) return 0;
  const closing = bytes[from] === OPENING_BRACKET ? afterSpaces(bytes, from + 1) : -1;
  return bytes[closing] === CLOSING_BRACKET ? SAID_ERRORS : -1;
}

/**
 * Where what follows the members that were sent begins, when they come first and to the byte: the TBA gives back what it received, which is
 * JSON already. -1 when it writes them otherwise.
 */
function afterEcho(bytes: Buffer, at: number, sent: Buffer): number {
  const members = sent.length - 1;
  const comma = at + members;
  const same = members > 1 && bytes[comma] === COMMA && bytes.compare(sent, 0, members, at, comma) === 0;
  return same ? afterSpaces(bytes, comma + 1) : -1;
}

/** After the dossier at `at`, when it is the one that was sent, accepted; -1 otherwise. */
function endOfAccepted(bytes: Buffer, at: number, sent: Buffer): number {
  if (bytes[at] !== OPENING_BRACE) return -1;
  const rest = afterEcho(bytes, at, sent);
  // What it sent may hold any key: what it adds must then say both, since the last one of two is the one that counts.
  const enough = rest < 0 ? SAID_ENOUGH : SAID_ENOUGH | SAID_HAS_ERROR;
  let all = rest < 0 ? 0 : SAID_ID | SAID_YEAR;
  const member = (_: Uint8Array, p: number) => {
    const keyEnd = endOfString(bytes, p, true);
    const from = keyEnd < 0 ? -1 : valueAfterKey(bytes, keyEnd);
    const to = from < 0 ? -1 : endOfValue(bytes, from);
    if (to < 0) return -1;
    const one = said(bytes, p, keyEnd, from, to, sent);
    if (one < 0 || (all & one) !== 0) return -1;
    all |= one;
    return to;
  };
  const end =
    rest < 0 ? endOfList(bytes, at, CLOSING_BRACE, member) : endOfElements(bytes, rest, CLOSING_BRACE, member);
  return (all & enough) === enough ? end : -1;
}

function endOfData(bytes: Buffer, at: number, sent: readonly Buffer[]): number {
  if (bytes[at] !== OPENING_BRACKET) return -1;
  let rank = 0;
  const end = endOfList(bytes, at, CLOSING_BRACKET, (_, p) => {
    const dossier = sent[rank++];
    return dossier === undefined ? -1 : endOfAccepted(bytes, p, dossier);
  });
  return rank === sent.length ? end : -1;
}

/**
 * True when the body of a 200 surely says that exactly these dossiers, in their order, were all accepted: what nearly every answer says,
 * told from its bytes, without making two thousand objects. False says nothing: the answer is then to be read in full (parse-success.ts).
 */
export function acceptsAll(bytes: Buffer, sent: readonly Buffer[]): boolean {
  const start = afterSpaces(bytes, 0);
  if (bytes[start] !== OPENING_BRACE) return false;
  let [isOk, hasData] = [false, false];
  const end = endOfList(bytes, start, CLOSING_BRACE, (_, p) => {
    const keyEnd = endOfString(bytes, p, true);
    const from = keyEnd < 0 ? -1 : valueAfterKey(bytes, keyEnd);
    if (from < 0) return -1;
    if (isKey(bytes, p, keyEnd, DATA)) {
      if (hasData) return -1;
      hasData = true;
      return endOfData(bytes, from, sent);
    }
    const to = endOfValue(bytes, from);
    if (!isKey(bytes, p, keyEnd, STATUS)) return to;
    if (isOk || to - from !== OK.length || !holdsAt(bytes, from, OK)) return -1;
    isOk = true;
    return to;
  });
  return end > 0 && isOk && hasData && afterSpaces(bytes, end) === bytes.length;
}
