import parsePhoneNumber, { type CountryCode } from "libphonenumber-js/max";

const TYPES_REFUSES = new Set(["PREMIUM_RATE", "PAGER", "VOICEMAIL", "SHARED_COST"]);

/** Overseas prefixes (landline and mobile) and the territory whose numbering plan they follow (api-v3.md, `tel_apprenant`). */
const INDICATIFS_OUTRE_MER: Record<string, CountryCode> = {
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

export type VerdictTelephone = "accepte" | "format" | "invalide" | "special" | "special-invalide";

function juger(compact: string): VerdictTelephone {
  const sansZero = compact.startsWith("0") ? compact.slice(1) : compact;
  const numero = parsePhoneNumber(compact, {
    defaultCountry: INDICATIFS_OUTRE_MER[sansZero.slice(0, 3)] ?? "FR",
    extract: false,
  });
  if (numero === undefined || !numero.isPossible()) return "format";
  const special = TYPES_REFUSES.has(numero.getType() ?? "");
  if (!numero.isValid()) return special ? "special-invalide" : "invalide";
  return special ? "special" : "accepte";
}

/**
 * Ten digits after a single zero: the numbering plans of France and its territories tell them apart by their first digits and
 * leave the last four free, so one verdict serves 10,000 numbers (the unit tests check it on every prefix).
 */
const DIX_CHIFFRES = /^0[1-9]\d{8}$/;
const LIBRES = 4;
const parPrefixe = new Map<string, VerdictTelephone>();

/**
 * What the TBA thinks of a telephone number, given as text: separators are forgiven, a number without a prefix is French,
 * overseas numbers follow their own plan. Premium-rate and similar numbers are refused.
 */
export function verdictTelephone(texte: string): VerdictTelephone {
  if (texte === "") return "accepte";
  const compact = texte.trim().replace(/[-.()\s]/g, "");
  if (!DIX_CHIFFRES.test(compact)) return juger(compact);
  const prefixe = compact.slice(0, -LIBRES);
  const connu = parPrefixe.get(prefixe);
  if (connu !== undefined) return connu;
  const verdict = juger(compact);
  parPrefixe.set(prefixe, verdict);
  return verdict;
}
