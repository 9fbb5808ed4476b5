import parsePhoneNumber, { type CountryCode } from "libphonenumber-js/max";

const REFUSED_TYPES = new Set(["PREMIUM_RATE", "PAGER", "VOICEMAIL", "SHARED_COST"]);

/** Overseas prefixes (landline and mobile) and the territory whose numbering plan they follow (api-v3.md, `tel_apprenant`). */
const OVERSEAS_PREFIXES: Record<string, CountryCode> = {
  "590": "GP",
  "690": "GP",
  "594": "GF",
  "694": "GF",
  "596": "MQ",
  "696": "MQ",
  "262": "RE",
  "269": "RE",
  "692": "RE",
  "693": "RE",
};

export type TelephoneVerdict = "accepted" | "format" | "invalide" | "special" | "special-invalide";

function evaluate(compact: string): TelephoneVerdict {
  const withoutZero = compact.startsWith("0") ? compact.slice(1) : compact;
  const numero = parsePhoneNumber(compact, {
    defaultCountry: OVERSEAS_PREFIXES[withoutZero.slice(0, 3)] ?? "FR",
    extract: false,
  });
  if (numero === undefined || !numero.isPossible()) return "format";
  const special = REFUSED_TYPES.has(numero.getType() ?? "");
  if (!numero.isValid()) return special ? "special-invalide" : "invalide";
  return special ? "special" : "accepted";
}

/**
 * Ten digits after a single zero: the numbering plan of France tells them apart by their first four, and those of its territories, and of what is
 * charged for, by their first six: one verdict serves 10,000 numbers at least (the unit tests check it on every prefix).
 */
const TEN_DIGITS = /^0[1-9]\d{8}$/;
const FINE = /^0(?:26|59|69|8)/;
const byPrefix = new Map<string, TelephoneVerdict>();

/**
 * What the TBA thinks of a telephone number, given as text: separators are forgiven, a number without a prefix is French,
 * overseas numbers follow their own plan. Premium-rate and similar numbers are refused.
 */
export function telephoneVerdict(text: string): TelephoneVerdict {
  if (text === "") return "accepted";
  const compact = text.trim().replace(/[-.()\s]/g, "");
  if (!TEN_DIGITS.test(compact)) return evaluate(compact);
  const prefix = compact.slice(0, FINE.test(compact) ? 6 : 4);
  const known = byPrefix.get(prefix);
  if (known !== undefined) return known;
  const verdict = evaluate(compact);
  byPrefix.set(prefix, verdict);
  return verdict;
}
