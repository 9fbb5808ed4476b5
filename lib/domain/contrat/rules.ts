import { regexes } from "zod";
import type { ChampType } from "@/lib/domain/champs/definition";
import { parseTbaDate } from "@/lib/domain/day";
import { SITUATIONS, TYPES_CFA } from "./nomenclatures";
import { telephoneVerdict } from "./telephone";

/** The TBA's messages for a value, none when it takes it. The value is neither undefined nor null. */
export type Rule = (value: unknown) => readonly string[];

const OK: readonly string[] = [];
const TEXTE_ATTENDU = ["String attendu"];
const BOOLEEN_ATTENDU = ["Boolean attendu"];

const toTextIfFilled = (value: unknown): unknown => (value ? String(value) : value);

/** A rule for texts, after what the TBA does to the value before it looks at it. */
function text(before: (value: unknown) => unknown, accepted: (text: string) => boolean, message: string): Rule {
  const refusal = [message];
  return (value) => {
    const parsed = before(value);
    if (typeof parsed !== "string") return TEXTE_ATTENDU;
    return accepted(parsed) ? OK : refusal;
  };
}

const asIs = (value: unknown): unknown => value;
const all = () => true;
const CHARACTERS = (n: number) => `String must contain at least ${n} character(s)`;
const withoutSeparators = (value: unknown) => (value ? String(value).replace(/[\s.-]+/g, "") : value);
const fiveDigits = (value: unknown) => (value ? String(value).trim().padStart(5, "0") : value);
const years = (value: unknown) => (value ? String(value).replaceAll("/", "-").replaceAll(" ", "") : value);

const UAI = /^[0-9]{7}[a-zA-Z]$/;
const YEARS = /^([12][0-9]{3})-([12][0-9]{3})$/;
const DERNIER_ORGANISME = /^(0?[0-9]{2}|0?2[AB]|97[1-4678]|98[678]|99[0135]|[0-9]{7}[a-zA-Z])$/;

function acceptsAnneeScolaire(parsed: string): boolean {
  const found = YEARS.exec(parsed.trim());
  if (found === null) return false;
  const gap = Number(found[2]) - Number(found[1]);
  return gap === 0 || gap === 1;
}

function dateRule(value: unknown): readonly string[] {
  const { etat } = parseTbaDate(value);
  if (etat === "lue") return OK;
  return etat === "impossible" ? ["Invalid date"] : ["Date invalide"];
}

function telephoneRule(value: unknown): readonly string[] {
  const messages = {
    accepted: OK,
    format: ["Format invalide"],
    invalide: ["Numéro de téléphone invalide"],
    special: ["Numéro de téléphone est un numéro spécial"],
    "special-invalide": ["Numéro de téléphone invalide", "Numéro de téléphone est un numéro spécial"],
  };
  return messages[telephoneVerdict(String(value))];
}

function rncpRule(value: unknown): readonly string[] {
  const parsed = String(value)
    .trim()
    .toUpperCase()
    .replace(/[\s.-]+/g, "");
  return /^[0-9]{2,5}$/.test(parsed.startsWith("RNCP") ? parsed.slice(4) : parsed) ? OK : ["Code RNCP invalide"];
}

function anneeFormationRule(value: unknown): readonly string[] {
  const count = value ? Number(value) : value;
  if (typeof count !== "number" || Number.isNaN(count)) return ["Number attendu"];
  const messages: string[] = [];
  if (!Number.isInteger(count)) messages.push("Integer attendu");
  if (count < 0) messages.push("Number must be greater than or equal to 0");
  if (count > 5) messages.push("Le chiffre doit être inférieur ou égal à 5");
  return messages;
}

function sexeRule(value: unknown): readonly string[] {
  const parsed =
    typeof value === "string" || typeof value === "number"
      ? String(value).trim().replace("H", "M").replace("1", "M").replace("2", "F")
      : value;
  return parsed === "M" || parsed === "F" ? OK : ["M, H ou F attendu"];
}

const TYPES_CFA_ENUM = Object.keys(TYPES_CFA)
  .sort()
  .map((code) => `'${code}'`)
  .join(" | ");

function typeCfaRule(value: unknown): readonly string[] {
  if (typeof value !== "string" && typeof value !== "number") return [`${TYPES_CFA_ENUM} attendu`];
  const code = String(value).padStart(2, "0");
  return Object.hasOwn(TYPES_CFA, code) ? OK : [`Invalid enum value. Expected ${TYPES_CFA_ENUM}, received '${code}'`];
}

const integer = (value: unknown): unknown => (typeof value === "string" ? Number.parseInt(value, 10) : value);
const isSituation = (value: unknown) => typeof value === "number" && SITUATIONS.has(value);
const isStatut = (value: unknown) => value === 0 || value === 2 || value === 3;

/** Values that the TBA drops without a word when they are wrong: it takes anything it can turn into text. */
const swallowed: Rule = (value) => {
  String(value);
  return OK;
};

/** One rule for each kind of value (api-v3.md, «The fields»; contract-vectors.jsonl). */
export const RULES: Readonly<Record<ChampType, Rule>> = {
  nom: text(asIs, (parsed) => parsed.trim().length >= 1, CHARACTERS(1)),
  libelle: text(asIs, (parsed) => parsed.trim().length >= 2, CHARACTERS(2)),
  texte: text(asIs, all, ""),
  texteLibre: text(asIs, all, ""),
  identifiant: text(toTextIfFilled, all, ""),
  ine: text(toTextIfFilled, all, ""),
  date: dateRule,
  booleen: (value) => (typeof value === "boolean" ? OK : BOOLEEN_ATTENDU),
  anneeScolaire: text(
    years,
    acceptsAnneeScolaire,
    "Format invalide (format attendu : 2023-2024). Les années doivent être consécutives ou identiques (ex : 2023-2024 ou 2023-2023)",
  ),
  anneeFormation: anneeFormationRule,
  duree: swallowed,
  uai: text(asIs, (parsed) => UAI.test(parsed.trim().toUpperCase()), "UAI invalide"),
  siret: text(
    withoutSeparators,
    (parsed) => /^[0-9]{14}$/.test(parsed.trim()),
    "Siret invalide. Format attendu : 14 chiffres",
  ),
  siretTolere: swallowed,
  codePostal: text(
    fiveDigits,
    (parsed) => /^[0-9]{5}$/.test(parsed.trim()),
    "Le code postal doit faire 5 caractères numériques exactement",
  ),
  codePostalTolere: swallowed,
  communeInsee: text(toTextIfFilled, (parsed) => /^([0-9]{2}|2A|2B)[0-9]{3}$/.test(parsed), "Format invalide"),
  sexe: sexeRule,
  email: text(asIs, (parsed) => regexes.email.test(parsed.trim()), "Email non valide"),
  emailStrict: text(asIs, (parsed) => regexes.email.test(parsed), "Email non valide"),
  telephone: telephoneRule,
  rncp: rncpRule,
  cfd: text(String, (parsed) => /^[A-Z0-9]{8}$/.test(parsed.trim().toUpperCase()), "Code CFD invalide"),
  situation: (value) => (isSituation(integer(value)) ? OK : ["Invalid input"]),
  dernierOrganisme: text(String, (parsed) => DERNIER_ORGANISME.test(parsed), "UAI ou département"),
  typeCfa: typeCfaRule,
  statut: (value) => (isStatut(integer(value)) ? OK : ["Valeurs possibles: 0,2,3"]),
};

/** `custom_statut_apprenant` alone takes any value that can be read as text. */
export const ANY_TEXT_RULE = swallowed;
