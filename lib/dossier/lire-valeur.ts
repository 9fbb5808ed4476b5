import type { TypeChamp } from "./champs/definition";
import { verdictTelephone } from "./contrat/telephone";
import { existeAuCalendrier, lireDateTba, nombreEnJour } from "./jour";
import type { Json } from "./json";

/** What a cell of a file, or a person in a form, holds. A date cell arrives as the text «AAAA-MM-JJ». */
export type Cellule = string | number | boolean | null;

type CellulePleine = string | number | boolean;

/** Dashes, spaces of every kind, and the invisible marks that come with a copy and paste. */
const SEPARATEURS = /[\s\-\u200B-\u200F\u202A-\u202E\u2060]+/g;
const INVISIBLES = /[\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g;

/** The cell as text: numbers in full (no exponent for a SIRET), booleans as a French sheet shows them. */
function enTexte(cellule: CellulePleine): string {
  if (typeof cellule === "boolean") return cellule ? "VRAI" : "FAUX";
  if (typeof cellule === "number") return Number.isInteger(cellule) ? BigInt(cellule).toString() : String(cellule);
  return cellule.trim();
}

const compact = (texte: string) => texte.replace(SEPARATEURS, "").toUpperCase();
/** Only where the TBA forgives dots itself: elsewhere the dot of 3202141.5 would make a code of it. */
const sansPoint = (texte: string) => compact(texte).replaceAll(".", "");
const motCle = (texte: string) =>
  texte
    .normalize("NFD")
    .replace(/[\p{M}\s]/gu, "")
    .toLowerCase();

/** What `forme` recognises in `lu`, a tidier form of the text; else the text as it was received. */
const luSi = (forme: RegExp, lu: string, texte: string) => (forme.test(lu) ? lu : texte);

const OUI = new Set(["oui", "o", "vrai", "true", "yes", "1", "x"]);
const NON = new Set(["non", "n", "faux", "false", "no", "0"]);

/** A cross in a yes/no column is a yes; an empty cell is not a no. */
function lireBooleen(cellule: CellulePleine): Json {
  if (typeof cellule === "boolean") return cellule;
  const texte = enTexte(cellule);
  const mot = motCle(texte);
  if (OUI.has(mot)) return true;
  return NON.has(mot) ? false : texte;
}

const HEURE = "(?:[ T]\\d{1,2}:\\d{2}(?::\\d{2})?)?";
const JOUR_MOIS_ANNEE = new RegExp(`^(\\d{1,2})([/. -])(\\d{1,2})\\2(\\d{4}|\\d{2})${HEURE}$`);
const ANNEE_MOIS_JOUR = new RegExp(`^(\\d{4})([/.-])(\\d{1,2})\\2(\\d{1,2})${HEURE}$`);

/** Day numbers of a 1900-system sheet between which a number in a date column is a date: 01/01/1930 to 31/12/2099. */
const SERIE_MIN = 10959;
const SERIE_MAX = 73050;
const SERIE_DU_1ER_JANVIER_1970 = 25569;

/**
 * Two-digit years: 00 to 49 are 2000 to 2049, 50 to 99 are 1950 to 1999. No apprentice was born before 1950 nor will be
 * after 2049, and no contract or training of this century's first half falls into the last one.
 */
const PIVOT = 50;

function anneeEntiere(texte: string): number {
  const annee = Number(texte);
  if (texte.length === 4) return annee;
  return annee < PIVOT ? 2000 + annee : 1900 + annee;
}

/** The day, or null when it is in no calendar or in no century of ours. */
function composerJour(annee: number, mois: string, jourDuMois: string): string | null {
  if (annee < 1900 || annee > 2100) return null;
  const jour = `${annee}-${mois.padStart(2, "0")}-${jourDuMois.padStart(2, "0")}`;
  return existeAuCalendrier(jour) ? jour : null;
}

/** An impossible day («31/02/2026») stays the text received: the contract then blames it with its value. */
function lireDate(cellule: CellulePleine): string {
  const texte = enTexte(cellule);
  if (typeof cellule === "number") {
    const plausible = cellule >= SERIE_MIN && cellule < SERIE_MAX + 1;
    return plausible ? nombreEnJour(Math.floor(cellule) - SERIE_DU_1ER_JANVIER_1970) : texte;
  }
  if (lireDateTba(texte).etat === "lue") {
    const jour = texte.slice(0, 10);
    return lireDateTba(jour).etat === "lue" ? jour : texte;
  }
  const [, j = "", , m = "", a = ""] = JOUR_MOIS_ANNEE.exec(texte) ?? [];
  if (a !== "") return composerJour(anneeEntiere(a), m, j) ?? texte;
  const [, annee = "", , mois = "", jour = ""] = ANNEE_MOIS_JOUR.exec(texte) ?? [];
  return annee === "" ? texte : (composerJour(Number(annee), mois, jour) ?? texte);
}

/** «2026/2027», «2026 – 2027», «2026-27» → «2026-2027». */
function lireAnneeScolaire(texte: string): string {
  const [, debut = "", fin = ""] = /^(\d{4})[-/\u2010-\u2015](\d{2}|\d{4})$/.exec(texte.replace(/\s/g, "")) ?? [];
  if (fin.length === 4) return `${debut}-${fin}`;
  const suivante = String(Number(debut) + 1);
  return fin !== "" && suivante.endsWith(fin) ? `${debut}-${suivante}` : texte;
}

const SEXES = new Map([
  ...["h", "m", "1", "homme", "masculin"].map((mot) => [mot, "M"] as const),
  ...["f", "2", "femme", "feminin"].map((mot) => [mot, "F"] as const),
]);

/** A sheet that took the number for a quantity lost its leading zero, or its +; given back only if the TBA then takes it. */
function lireTelephone(texte: string): string {
  const propre = texte.replace(INVISIBLES, "");
  const complet = /^[1-9]\d{8}$/.test(propre) ? `0${propre}` : /^33\d{9}$/.test(propre) ? `+${propre}` : propre;
  return complet === propre || verdictTelephone(complet) === "accepte" ? complet : propre;
}

const lireEmail = (texte: string) =>
  texte
    .replace(INVISIBLES, "")
    .replace(/^(?:\s*mailto:)+/i, "")
    .trim();

/** Leading zeros that a sheet took away: «1000» is 01000. A lone 0 is no postal code. */
function lireCodePostal(texte: string): string {
  const lu = texte.replace(/\s/g, "");
  return /^\d{1,5}$/.test(lu) && Number(lu) > 0 ? lu.padStart(5, "0") : texte;
}

function lireRncp(texte: string): string {
  const [, chiffres] = /^(?:RNCP)?(\d{2,5})$/.exec(sansPoint(texte)) ?? [];
  return chiffres === undefined ? texte : `RNCP${chiffres}`;
}

/** Digits (and nothing but zeros after a decimal mark) as a number; «2 ans» stays text. */
function lireNombre(cellule: CellulePleine, forme: RegExp): Json {
  if (typeof cellule !== "string") return cellule;
  const texte = cellule.trim();
  return forme.test(texte) ? Number.parseInt(texte, 10) : texte;
}

/**
 * The JSON value that the TBA's API wants for a field of this kind, from what a person or a cell holds; undefined for an
 * empty cell (blank text). What cannot be read is kept as received, as text: never dropped, never invented, so that the
 * contract blames it with its value. A value that the contract accepts is never turned into one that it refuses, and
 * reading twice changes nothing. Never throws.
 */
export function lireValeur(type: TypeChamp, cellule: Cellule): Json | undefined {
  if (cellule === null) return undefined;
  const texte = enTexte(cellule);
  if (texte === "") return undefined;
  switch (type) {
    case "nom":
    case "libelle":
    case "texte":
    case "texteLibre":
    case "identifiant":
    case "ine":
      return texte;
    case "date":
      return lireDate(cellule);
    case "booleen":
      return lireBooleen(cellule);
    case "anneeScolaire":
      return lireAnneeScolaire(texte);
    case "anneeFormation":
    case "duree":
      return lireNombre(cellule, /^\d{1,4}(?:[.,]0+)?$/);
    case "situation":
      return lireNombre(cellule, /^\d{1,4}$/);
    case "statut":
      return lireNombre(cellule, /^\d$/);
    case "uai":
      return luSi(/^\d{7}[A-Z]$/, compact(texte), texte);
    case "siret":
    case "siretTolere":
      return luSi(/^\d{14}$/, sansPoint(texte), texte);
    case "codePostal":
    case "codePostalTolere":
      return lireCodePostal(texte);
    case "communeInsee":
      return /^\d{4}$/.test(texte) ? `0${texte}` : luSi(/^(?:\d{2}|2A|2B)\d{3}$/, compact(texte), texte);
    case "sexe":
      return SEXES.get(motCle(texte)) ?? texte;
    case "email":
    case "emailStrict":
      return lireEmail(texte) || texte;
    case "telephone":
      return lireTelephone(texte) || texte;
    case "rncp":
      return lireRncp(texte);
    case "cfd":
      return luSi(/^[A-Z0-9]{8}$/, compact(texte), texte);
    case "dernierOrganisme":
      return /^[1-9]$/.test(texte) ? `0${texte}` : luSi(/^(?:\d{7}[A-Z]|0?2[AB])$/, compact(texte), texte);
    case "typeCfa":
      return /^\d$/.test(texte) ? `0${texte}` : texte;
    default: {
      const oublie: never = type;
      return oublie;
    }
  }
}
