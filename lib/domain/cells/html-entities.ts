/** The names of U+00A0 to U+00FF, in their order. */
const LATIN =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN.split(" ").map((name, i) => [name, String.fromCharCode(0xa0 + i)] as const),
  ...Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", euro: "€", oelig: "œ", OElig: "Œ", Yuml: "Ÿ" }),
  ...Object.entries({ lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”", ndash: "–", mdash: "—", hellip: "…" }),
]);

/** Numbers that HTML reads as Windows-1252. */
const NUMBERED: ReadonlyMap<number, string> = new Map([
  [128, "€"],
  [133, "…"],
  [140, "Œ"],
  [145, "‘"],
  [146, "’"],
  [150, "–"],
  [151, "—"],
  [156, "œ"],
]);

const ENTITY = /&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,6}\d{0,2}));/gi;

const isSpace = (code: number) => code === 9 || code === 10 || code === 13;

function charOf(code: number): string | undefined {
  const isChar = isSpace(code) || (code >= 32 && code <= 0x10ffff);
  return NUMBERED.get(code) ?? (isChar ? String.fromCodePoint(code) : undefined);
}

const decodeOnce = (text: string): string =>
  text.replace(ENTITY, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name) ?? whole;
    return charOf(decimal !== undefined ? Number(decimal) : Number.parseInt(hexadecimal ?? "", 16)) ?? whole;
  });

/** Of a sign «&» written over and over, what counts is the last. */
const AMPERSANDS = /&(?:amp;)+/g;
/** A letter written twice over is met; more is nobody's writing, and must not take for ever. */
const MAX_TIMES = 4;

/**
 * A text whose letters a web page wrote as «&eacute;» or «&#039;», with its letters; written twice over («&amp;eacute;») too. What names no letter stays
 * as it is.
 */
export function decodeEntities(text: string): string {
  let decoded = text;
  for (let times = 0; times < MAX_TIMES; times++) {
    const next = decodeOnce(decoded.replace(AMPERSANDS, "&"));
    if (next === decoded) break;
    decoded = next;
  }
  return decoded;
}
