import { type Day, frenchDay } from "./day";
import { joinWords } from "./join-words";
import type { JsonObject } from "./json";

/** Without these, nobody can tell whose dossier it is. */
export const IDENTITY_NAMES = {
  nom_apprenant: "le nom",
  prenom_apprenant: "le prénom",
  date_de_naissance_apprenant: "la date de naissance",
} as const;
export type IdentityField = keyof typeof IDENTITY_NAMES;

export const isIdentityField = (key: string): key is IdentityField => Object.hasOwn(IDENTITY_NAMES, key);

export const IDENTITY_FIELDS = Object.keys(IDENTITY_NAMES) as readonly IdentityField[];

/** The fields that a row lacks to be somebody's dossier. */
export const missingFields = (source: JsonObject): IdentityField[] =>
  IDENTITY_FIELDS.filter((key) => source[key] === undefined || source[key] === null);

/** Where a row of a file is, or (no sheet) a dossier of a call: its number, from 1. */
export type RowPlace = { sheet: string; row: number };

/**
 * Why nothing is taken of a row, or of a dossier of a call. `repeated`: the one before it is kept. `shared-identifier`: the same, and it is
 * somebody else's. `moved`: staff moved another dossier of the apprentice to this year. `foreign`: of our own report, no dossier of ours.
 */
export type SetAsideReason =
  | { kind: "left-out" }
  | { kind: "missing"; fields: readonly IdentityField[] }
  | { kind: "erased"; day: Day }
  | { kind: "repeated"; first: RowPlace }
  | { kind: "shared-identifier"; first: RowPlace }
  | { kind: "moved"; year: string }
  | { kind: "foreign" };

/** «il manque le nom et le prénom.» */
export const describeMissing = (fields: readonly IdentityField[]): string =>
  `il manque ${joinWords(fields.map((field) => IDENTITY_NAMES[field]))}.`;

/** What a sentence calls the row itself, and the one before it. */
type Words = { notTaken: string; kept: (first: RowPlace) => string };

function sentence(reason: SetAsideReason, words: Words): string {
  switch (reason.kind) {
    case "left-out":
      return "laissée de côté à votre demande.";
    case "missing":
      return describeMissing(reason.fields);
    case "erased":
      return `les données de cette personne ont été effacées le ${frenchDay(reason.day)}, ${words.notTaken}. Retirez-la du logiciel ; un administrateur peut aussi la réadmettre (Paramétrage › Données personnelles).`;
    case "repeated":
      return `même apprenant et même année que ${words.kept(reason.first)}.`;
    case "shared-identifier":
      return `même identifiant et même année que ${words.kept(reason.first)}, pour une autre personne : donnez à chacune le sien dans le logiciel.`;
    case "moved":
      return `un autre dossier de cet apprenant a été corrigé pour l'année ${reason.year}, et le TBA les prendrait pour un seul. Annulez cette correction si les deux années sont justes.`;
    case "foreign":
      return "ce rapport ne fait que corriger vos dossiers, et aucun n'a cet identifiant et cette année.";
  }
}

/** Why a row of a file is left out, with its number: «Ligne 4 : il manque le nom.» */
export function describeRowAside(reason: SetAsideReason, { sheet, row }: RowPlace): string {
  const place = (first: RowPlace) =>
    first.sheet === sheet ? `la ligne ${first.row}` : `la ligne ${first.row} de la feuille « ${first.sheet} »`;
  const words = {
    notTaken: "sa ligne n'est pas reprise",
    kept: (first: RowPlace) => `${place(first)}, qui est gardée`,
  };
  return `Ligne ${row} : ${sentence(reason, words)}`;
}

/** The same of a dossier of a call, whose answer says by its place which it is: «Il manque le nom.» */
export function describeDossierAside(reason: SetAsideReason): string {
  const words = {
    notTaken: "son dossier n'est pas repris",
    kept: ({ row }: RowPlace) => `le dossier n° ${row}, qui est gardé`,
  };
  const said = sentence(reason, words);
  return said.charAt(0).toUpperCase() + said.slice(1);
}
