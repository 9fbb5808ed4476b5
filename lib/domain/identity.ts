import type { ChampKey } from "./champs";
import { tbaDay } from "./day";
import { foldText } from "./fold-text";
import type { Json, JsonObject } from "./json";
import { ownValue } from "./own-value";

export type StoredIdentity = { id_erp_apprenant: string; source: JsonObject };
export type RowToIdentify = { numero: number; source: JsonObject };

const raw = (value: Json | undefined) =>
  typeof value === "string" || typeof value === "number" ? String(value).trim() : "";

/** Folded, without spaces, dashes nor apostrophes. */
const letters = (value: Json | undefined) => foldText(raw(value)).replace(/[^\p{L}\p{N}]/gu, "");

const day = (value: Json | undefined) => tbaDay(value) ?? letters(value);
const digits = (value: Json | undefined) => raw(value).replace(/\D/g, "");
/** All the parts, or nothing when one is missing. */
const join = (...parts: string[]) => (parts.includes("") ? "" : parts.join("|"));

/** Who someone is and what tells that someone is the same: each text is tidied, empty when it is not known. */
type Signal = { name: string; firstName: string; birth: string; sexe: string; ine: string; clues: string[] };

const CONTRATS = ["", "_2", "_3", "_4"] as const;

/** «NC», «0000000000»: what software puts where it knows no INE says nothing of anybody. */
const INE_PLAUSIBLE = /^(?=.*\d)(?!(.)\1+$)[a-z0-9]{10,11}$/;
const SEXES: Readonly<Record<string, string>> = { h: "m", "1": "m", "2": "f" };

const ifFilled = (text: string, form: (text: string) => string) => (text === "" ? "" : form(text));

function signalOf(source: JsonObject): Signal {
  const read = (key: ChampKey) => source[key];
  const parsedIne = letters(read("ine_apprenant"));
  const ine = INE_PLAUSIBLE.test(parsedIne) ? parsedIne : "";
  const sexe = letters(read("sexe_apprenant"));
  const codePostal = ifFilled(letters(read("code_postal_apprenant")), (parsed) => parsed.padStart(5, "0"));
  const clues = [
    join("ine", ine),
    join("email", raw(read("email_contact")).toLowerCase()),
    join("tel", digits(read("tel_apprenant")).slice(-9)),
    join("adresse", letters(read("adresse_apprenant")), codePostal),
    ...CONTRATS.map((rank) =>
      join("contrat", digits(read(`siret_employeur${rank}`)), day(read(`contrat_date_debut${rank}`))),
    ),
  ];
  return {
    name: letters(read("nom_apprenant")),
    firstName: letters(read("prenom_apprenant")),
    birth: day(read("date_de_naissance_apprenant")),
    sexe: ownValue(SEXES, sexe) ?? sexe,
    ine,
    clues: clues.filter((clue) => clue !== ""),
  };
}

const fingerprint = ({ name, firstName, birth }: Pick<Signal, "name" | "firstName" | "birth">) =>
  join(name, firstName, birth);

/** Last name, first name and birth date, tidied: the same text for the same person. Null when one of them is missing. */
export function personFingerprint(source: JsonObject): string | null {
  const [name, firstName] = [letters(source.nom_apprenant), letters(source.prenom_apprenant)];
  if (name === "" || firstName === "") return null;
  return fingerprint({ name, firstName, birth: day(source.date_de_naissance_apprenant) }) || null;
}

/** One person of the file, or one identity already known, with all its dossiers. */
type Person = { key: string; entries: Signal[] };

/** Looks that are taken at a stretch, some ten milliseconds of work: whoever drives these steps may then give way. */
const LOOKS_PER_STEP = 500;

function* inSteps<T>(elements: readonly T[], look: (element: T) => void): Generator<void, void> {
  for (const [rank, element] of elements.entries()) {
    if (rank > 0 && rank % LOOKS_PER_STEP === 0) yield;
    look(element);
  }
}

function* group<T>(
  elements: readonly T[],
  keyOf: (e: T, entry: Signal) => string,
  source: (e: T) => JsonObject,
): Generator<void, Person[]> {
  const people = new Map<string, Person>();
  yield* inSteps(elements, (element) => {
    const entry = signalOf(source(element));
    const key = keyOf(element, entry);
    const known = people.get(key);
    if (known === undefined) people.set(key, { key, entries: [entry] });
    else known.entries.push(entry);
  });
  return [...people.values()];
}

function* index(
  people: readonly Person[],
  keysOf: (entry: Signal) => string[],
): Generator<void, Map<string, Set<Person>>> {
  const index = new Map<string, Set<Person>>();
  yield* inSteps(people, (person) => {
    for (const key of person.entries.flatMap(keysOf)) {
      if (key !== "") index.set(key, (index.get(key) ?? new Set()).add(person));
    }
  });
  return index;
}

const commonClues = (a: Person, b: Person) => {
  const known = new Set(a.entries.flatMap((entry) => entry.clues));
  return new Set(b.entries.flatMap((entry) => entry.clues).filter((clue) => known.has(clue))).size;
};

/** Known on both sides, and never the same. */
function differs(a: Person, b: Person, key: "name" | "firstName" | "birth" | "sexe" | "ine"): boolean {
  const known = a.entries.map((entry) => entry[key]).filter(Boolean);
  const others = b.entries.map((entry) => entry[key]).filter(Boolean);
  return known.length > 0 && others.length > 0 && !others.some((value) => known.includes(value));
}

const allDiffers = (a: Person, b: Person) =>
  differs(a, b, "name") && differs(a, b, "firstName") && differs(a, b, "birth");

/** Another INE, or another sex under another first name, is another person: a twin. */
const contradicts = (a: Person, b: Person) =>
  differs(a, b, "ine") || (differs(a, b, "firstName") && differs(a, b, "sexe"));

const twoOfThree = ({ name, firstName, birth }: Signal) => [
  join("np", name, firstName),
  join("nd", name, birth),
  join("pd", firstName, birth),
];

/** The pairs that have no other candidate, on either side. */
function* matchForCertain(
  rows: readonly Person[],
  candidatesOf: (row: Person) => Set<Person>,
): Generator<void, [Person, Person][]> {
  const requests = new Map<Person, Person[]>();
  const choice: [Person, Person][] = [];
  yield* inSteps(rows, (row) => {
    const candidates = [...candidatesOf(row)];
    for (const candidate of candidates) requests.set(candidate, [...(requests.get(candidate) ?? []), row]);
    const [only, other] = candidates;
    if (only !== undefined && other === undefined) choice.push([row, only]);
  });
  return choice.filter(([, known]) => requests.get(known)?.length === 1);
}

/**
 * For each row of a file without `id_erp_apprenant` (by its number), the identifier of the person already known, null for a
 * new person. The order of rows and dossiers does not matter, and the same file gives the same identifiers again.
 *
 * 1. The same last name, first name and birth date (tidied, see personFingerprint): the same person. Of several identifiers
 *    for one person, the one with most in common, then the first in alphabetical order.
 * 2. Among those left on both sides: the same INE, when nobody else has it in the file nor among those already known, and
 *    last name, first name or birth date is the same (else the INE was someone else's).
 * 3. Among those left on both sides: two of last name, first name and birth date, and one of e-mail, telephone, INE, address
 *    with postal code, employer's SIRET with the contract's start; when neither has another candidate, and nothing tells
 *    them apart (another INE, or another sex under another first name). So a name or a birth date that was corrected keeps
 *    its identity, and twins, who share name, birth date and address, are never taken for one another when there is a doubt.
 *
 * Two rows of one person (two years, two trainings) have one identity; new ones are told apart by personFingerprint.
 *
 * It is done in steps of some ten milliseconds, for whoever has others to serve meanwhile; the last one answers.
 */
export function* matchIdentities(
  existing: readonly StoredIdentity[],
  rows: readonly RowToIdentify[],
): Generator<void, Map<number, string | null>> {
  if (rows.length === 0) return new Map();
  const rowKey = ({ numero }: RowToIdentify, entry: Signal) => fingerprint(entry) || `ligne ${numero}`;
  const known = yield* group(
    existing,
    (e) => e.id_erp_apprenant,
    (e) => e.source,
  );
  const ofFile = yield* group(rows, rowKey, (row) => row.source);
  const matches = new Map<Person, Person>();
  const leftInFile = () => ofFile.filter((row) => !matches.has(row));
  const leftKnown = () => {
    const taken = new Set(matches.values());
    return known.filter((known) => !taken.has(known));
  };

  const byFingerprint = yield* index(known, (entry) => [fingerprint(entry)]);
  yield* inSteps(ofFile, (row) => {
    const [best] = [...(byFingerprint.get(row.key) ?? [])].sort(
      (a, b) => commonClues(row, b) - commonClues(row, a) || (a.key < b.key ? -1 : 1),
    );
    if (best !== undefined) matches.set(row, best);
  });

  const carriers = yield* index([...known, ...ofFile], (entry) => [entry.ine]);
  const byIne = yield* index(leftKnown(), (entry) => (carriers.get(entry.ine)?.size === 2 ? [entry.ine] : []));
  const sameIne = (row: Person) => {
    const near = row.entries.flatMap(({ ine }) => [...(byIne.get(ine) ?? [])]);
    return new Set(near.filter((known) => !allDiffers(row, known)));
  };
  for (const [row, known] of yield* matchForCertain(leftInFile(), sameIne)) matches.set(row, known);

  const inPairs = yield* index(leftKnown(), twoOfThree);
  const similar = (row: Person) => {
    const near = row.entries.flatMap(twoOfThree).flatMap((key) => [...(inPairs.get(key) ?? [])]);
    return new Set(near.filter((known) => commonClues(row, known) > 0 && !contradicts(row, known)));
  };
  for (const [row, known] of yield* matchForCertain(leftInFile(), similar)) matches.set(row, known);

  const byKey = new Map(ofFile.map((row) => [row.key, matches.get(row)?.key ?? null]));
  const found = new Map<number, string | null>();
  yield* inSteps(rows, (row) => {
    found.set(row.numero, byKey.get(rowKey(row, signalOf(row.source))) ?? null);
  });
  return found;
}
