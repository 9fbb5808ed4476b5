import { type ChampKey, champOf } from "@/lib/domain/champs";
import type { ChampType } from "@/lib/domain/champs/definition";
import { telephoneVerdict } from "@/lib/domain/contrat/telephone";
import { parseValue } from "@/lib/domain/parse-value";

/** What a cell holds among other words. `several`: the others of its kind, which are not taken. */
type Within = { value: string; several: boolean };

/** `elsewhere`: what says that the code is another country's. */
type Form = { isWhole: RegExp; within: RegExp; compose: (found: string) => string; elsewhere?: RegExp };

const compact = (text: string) => text.replace(/[\s.]/g, "").toUpperCase();
const SIRET: Form = {
  isWhole: /^\d{14}$/,
  within: /(?<![\d.])\d{3}[\s.]?\d{3}[\s.]?\d{3}[\s.]?\d{5}(?!\d)/g,
  compose: compact,
};
const CODE_POSTAL: Form = {
  isWhole: /^\d{5}$/,
  // Not the number of a box, nor «D-10115», which is of another country and would be of the Aube here.
  within: /(?<!\d|\b(?:B\.?\s?P|C\.?\s?S|TSA|n°|lot)\.?\s?(?:n°\s?)?|\b(?!FR?-)[A-Z]{1,2}-)\d{5}(?!\d)/gi,
  compose: compact,
  // «10115 Berlin (Allemagne)», of the countries whose codes have five digits too; «avenue d'Italie» is of Paris.
  elsewhere:
    /[(,;–-]\s*(?:allemagne|deutschland|italie|italia|espagne|espa[nñ]a|maroc|alg[ée]rie|turquie|ukraine|croatie|serbie|finlande|estonie|lituanie|s[ée]n[ée]gal|mexique|[ée]tats[ -]unis|usa|cor[ée]e(?: du sud)?)\s*\)?\s*$/iu,
};

/** The codes that software, and people, write with their names: «RNCP38362 - BTS MCO», «35000 RENNES». */
const CODES: Partial<Record<ChampType, Form>> = {
  rncp: {
    isWhole: /^RNCP\d{2,5}$/,
    // «RNCP 38 362» is no RNCP38, and a year («2026 – BTS») no code.
    within:
      /(?<=RNCP[\s:/-]*(?:n°\s*)?)(?:\d{2}[\s.-]?\d{3}(?!\d)|(?!(?:19|20)\d\d)\d{2,4}(?!\d|[\s.-]\d))|^(?!(?:19|20)\d\d\b)\d{4,5}(?=\s+-\s|\s*[–—:])/gi,
    compose: (digits) => `RNCP${digits.replace(/\D/g, "")}`,
  },
  cfd: { isWhole: /^[A-Z0-9]{8}$/, within: /(?<![\dA-Z])[1-6]\d{2}[\dA-Z]{2}\d{3}(?![\dA-Z])/g, compose: compact },
  uai: { isWhole: /^\d{7}[A-Z]$/, within: /(?<!\w)\d{7}[A-Z](?!\w)/gi, compose: compact },
  siret: SIRET,
  siretTolere: SIRET,
  codePostal: CODE_POSTAL,
  codePostalTolere: CODE_POSTAL,
};

/** A code that stands once among other words; null when there is none, or when there are two. */
function codeWithin({ isWhole, within, compose, elsewhere }: Form, text: string, read: unknown): Within | null {
  if (isWhole.test(String(read)) || !/\p{L}/u.test(text) || elsewhere?.test(text)) return null;
  const found = new Set([...text.matchAll(within)].map(([code]) => compose(code)));
  const [only] = found;
  return only === undefined || found.size > 1 ? null : { value: only, several: false };
}

const EMAIL = /[^\s@<>;,:"'()[\]]+@[^\s@<>;,:"'()[\]]+\.[^\s@<>;,:"'()[\].]+/g;

/** What may stand around addresses without being a part of one: «zoe martin@ex.fr» is not that of Martin. */
const AROUND_EMAILS = /^(?:[\s<>;,|/]|(?:et|ou)(?=\s))*$/i;
const BETWEEN_ANGLES = /^[^<>]*<[^\s<>]+@[^\s<>]+>\s*$/;
/** Whose it is, where it is not the apprentice's: «Mme Martin (mère) <m@ex.fr>». */
const OF_ANOTHER = /(?<!\p{L})(?:p[èe]re|m[èe]re|maman|papa|parents?|tut(?:eur|rice)|responsable)(?!\p{L})/iu;

/** «a@b.fr; c@d.fr», «Zoé <a@b.fr>»: the first address. */
function emailWithin(field: ChampKey, text: string): Within | null {
  if (!/[\s<>;,]/.test(text) || (field === "email_contact" && OF_ANOTHER.test(text.replace(EMAIL, " ")))) return null;
  const found = new Set([...text.matchAll(EMAIL)].map(([address]) => address));
  const [first] = found;
  const alone = AROUND_EMAILS.test(text.replace(EMAIL, " ")) || BETWEEN_ANGLES.test(text);
  return first === undefined || !alone ? null : { value: first, several: found.size > 1 };
}

/** What a number is, and never whose: «06 12 34 56 78 (mère)» is not the apprentice's. */
const OF_NUMBERS =
  /\b(?:t[ée]l(?:[ée]phone)?|port(?:able)?|mob(?:ile)?|fixe|dom(?:icile)?|perso(?:nnel)?|gsm)\b\.?\s*:?|[():]/gi;
const BETWEEN = /[;|\n,]|\/|\s(?:ou|et|puis)\s|\s[-–]\s/;

/** «02 99 … / 06 12 …»: the first mobile that the TBA takes, else the first number that it takes. */
function telephoneWithin(text: string, read: string): Within | null {
  if (telephoneVerdict(read) === "accepted") return null;
  const numbers = text.split(BETWEEN).map((part) => parseValue("telephone", part.replace(OF_NUMBERS, " ")) ?? "");
  const taken = numbers.map(String).filter((number) => number !== "");
  const mobile = taken.find((number) => /^(?:0|\+33\s?)[67]/.test(number));
  const value = mobile ?? taken[0];
  // What is beside it is a number too, or somebody's name.
  const isSure = value !== undefined && taken.every((number) => telephoneVerdict(number) === "accepted");
  return isSure ? { value, several: new Set(taken).size > 1 } : null;
}

const YEARS = /(?<!\d)(20\d\d)(?:\s*[-_/–—àa]u?\s*|\s+)?(20\d\d)(?!\d)|^(\d\d)\s*[-_/–—]\s*(\d\d)$/;

/** «Année 2026_2027», «26/27». */
function anneeWithin(text: string): Within | null {
  const [, first, second, short, next] = YEARS.exec(text) ?? [];
  if ((text.match(/20\d\d/g)?.length ?? 0) > 2) return null;
  const [from, to] = [Number(first ?? `20${short}`), Number(second ?? `20${next}`)];
  return to === from + 1 ? { value: `${from}-${to}`, several: false } : null;
}

/**
 * What a field wants, where a cell holds it among other words: a code with its name, several addresses or numbers. Null when the cell is that alone (`read`: as the
 * field's own reader takes it), when it holds none, or two codes.
 */
export function readWithin(field: ChampKey, text: string, read: unknown): Within | null {
  const { type } = champOf(field);
  const form = CODES[type];
  if (form !== undefined) return codeWithin(form, text, read);
  if (type === "email" || type === "emailStrict") return emailWithin(field, text);
  if (type === "telephone") return telephoneWithin(text, String(read));
  return type === "anneeScolaire" && !/^\d{4}-\d{4}$/.test(String(read)) ? anneeWithin(text) : null;
}
