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

/**
 * What the TBA thinks of a telephone number, given as text: separators are forgiven, a number without a prefix is French,
 * overseas numbers follow their own plan. Premium-rate and similar numbers are refused.
 */
export function verdictTelephone(texte: string): VerdictTelephone {
  if (texte === "") return "accepte";
  const compact = texte.trim().replace(/[-.()\s]/g, "");
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
