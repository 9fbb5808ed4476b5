import { hasValidSiretCheckDigit } from "@/lib/domain/anomalies/siret";
import type { ChampKey } from "@/lib/domain/champs";
import type { Cell } from "@/lib/domain/parse-value";

/** How many different values of a column are looked at, and the share that must look alike. */
const LOOKED_AT = 200;
const SHARE = 0.9;
/** Rows from which one SIRET for all of them is that of their CFA: no employer has them all. */
const SEVERAL = 5;

type Guess = { fields: readonly ChampKey[]; looks: (text: string) => boolean };

const digits = (text: string) => text.replace(/[\s.-]/g, "");

/** By what its cells hold, in this order; of the fields, the first that no other column has. */
const GUESSES: readonly Guess[] = [
  {
    fields: ["siret_employeur", "etablissement_formateur_siret", "etablissement_responsable_siret"],
    looks: (text) => /^\d{14}$/.test(digits(text)) && hasValidSiretCheckDigit(digits(text)),
  },
  {
    fields: ["etablissement_formateur_uai", "etablissement_responsable_uai"],
    looks: (text) => /^\d{7}[A-Za-z]$/.test(text),
  },
  { fields: ["formation_rncp"], looks: (text) => /^RNCP\s?\d{2,5}$/i.test(text) },
  {
    fields: ["formation_cfd"],
    looks: (text) => /^[1-6]\d{7}$|^[1-6]\d{2}[0-9A-Z]{5}$/.test(text) && !/^(?:19|20)\d{6}$/.test(text),
  },
  { fields: ["annee_scolaire"], looks: (text) => /^20\d\d\s?[-/–]\s?(?:20)?\d\d$/.test(text) },
  { fields: ["email_contact"], looks: (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) },
  { fields: ["ine_apprenant"], looks: (text) => /^\d{9}[A-Z]{2}$|^\d{10}[A-Z]$/i.test(text) },
  { fields: ["tel_apprenant"], looks: (text) => /^(?:0[67]\d{8}|\+33[67]\d{8})$/.test(text.replace(/[\s.-]/g, "")) },
  {
    fields: ["sexe_apprenant"],
    looks: (text) => /^(?:m|f|h|mme|m\.|mr|mlle|monsieur|madame|homme|femme|masculin|f[ée]minin)$/i.test(text),
  },
  { fields: ["code_postal_apprenant"], looks: (text) => /^\d{5}$/.test(text) },
];

const CODES: readonly ChampKey[] = ["formation_rncp", "formation_cfd"];

const textsOf = (values: readonly Cell[]): string[] =>
  values
    .filter((cell) => cell !== null && typeof cell !== "boolean")
    .slice(0, LOOKED_AT)
    .map((cell) => String(cell).trim())
    .filter((text) => text !== "");

/** Which code of a training the cells of a column hold, all of them; null for its name. */
export function codeOf(values: readonly Cell[]): ChampKey | null {
  const texts = textsOf(values);
  const found = GUESSES.find(({ fields, looks }) => fields.some((key) => CODES.includes(key)) && texts.every(looks));
  return texts.length === 0 ? null : (found?.fields[0] ?? null);
}

/**
 * The field that a column without a known heading seems to hold, by its values; null when they are too few or say nothing. Only a proposal: a
 * person chooses.
 */
export function guessContent(values: readonly Cell[], taken: ReadonlySet<ChampKey>, rows: number): ChampKey | null {
  const texts = textsOf(values);
  if (texts.length === 0) return null;
  for (const { fields, looks } of GUESSES) {
    if (texts.filter(looks).length < texts.length * SHARE) continue;
    const isAlone = texts.length === 1 && rows >= SEVERAL && fields[0] === "siret_employeur";
    const free = fields.filter((field) => !taken.has(field) && !(isAlone && field === "siret_employeur"));
    return free[0] ?? null;
  }
  return null;
}
