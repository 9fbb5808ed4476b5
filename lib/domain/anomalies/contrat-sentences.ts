import type { Anomalie } from "@/lib/domain/anomalie";
import type { ChampKey } from "@/lib/domain/champs";
import type { Champ, ChampType } from "@/lib/domain/champs/definition";
import { UNREADABLE } from "@/lib/domain/contrat-tba";
import { existsInCalendar } from "@/lib/domain/day";
import { type AnomalieCode, anomalie } from "./catalogue";
import { countOf, isEmpty, quote, siretFault } from "./quote";

type Fault = { code: AnomalieCode; rest: (value: unknown) => string };

/** A day, a month and a year are there, and no calendar has them: how it is written is not what is wrong. */
function isNoDay(value: unknown): boolean {
  if (typeof value !== "string") return false;
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(value.trim()) ?? [];
  if (day === undefined || month === undefined || year === undefined) return false;
  return !existsInCalendar(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

function dateFault(value: unknown): string {
  return isNoDay(value)
    ? `n'existe pas au calendrier (${quote(value)}) : vérifiez le jour et le mois`
    : `n'est pas une date que le TBA sait lire (${quote(value)}) : écrivez-la sous la forme jj/mm/aaaa`;
}

function uaiFault(value: unknown): string {
  const parsed = quote(value);
  const digits = parsed.replace(/\D/g, "").length;
  const letters = parsed.replace(/[^a-z]/gi, "").length;
  return `a ${countOf(digits, "chiffre")} et ${countOf(letters, "lettre")} (${parsed}) : il faut 7 chiffres puis 1 lettre, comme 0123456A`;
}

const textExpected: Fault = {
  code: "TEXTE_ATTENDU",
  rest: (v) => `n'est pas du texte (${quote(v)}) : le logiciel doit l'envoyer comme du texte`,
};

/** What to say of a value that the TBA refuses, as the end of a sentence that begins with the field. */
const FAULTS: Readonly<Record<ChampType, Fault>> = {
  nom: { code: "NOM_VIDE", rest: () => "est vide : saisissez-le" },
  libelle: {
    code: "LIBELLE_TROP_COURT",
    rest: (v) => `est trop court (${quote(v)}) : il faut au moins 2 caractères`,
  },
  texte: textExpected,
  texteLibre: textExpected,
  identifiant: textExpected,
  ine: textExpected,
  date: {
    code: "DATE_ILLISIBLE",
    rest: dateFault,
  },
  booleen: { code: "BOOLEEN_ATTENDU", rest: (v) => `doit valoir oui ou non (${quote(v)} reçu)` },
  anneeScolaire: {
    code: "ANNEE_SCOLAIRE_INVALIDE",
    rest: (v) => `est mal formée (${quote(v)}) : écrivez deux années qui se suivent, comme 2026-2027`,
  },
  anneeFormation: {
    code: "ANNEE_FORMATION_INVALIDE",
    rest: (v) => `doit être un nombre entier de 0 à 5 (${quote(v)} reçu)`,
  },
  duree: { code: "VALEUR_ILLISIBLE", rest: () => "est illisible" },
  uai: { code: "UAI_INVALIDE", rest: uaiFault },
  siret: { code: "SIRET_INVALIDE", rest: siretFault },
  siretTolere: { code: "VALEUR_ILLISIBLE", rest: () => "est illisible" },
  codePostal: {
    code: "CODE_POSTAL_INVALIDE",
    rest: (v) => `est mal formé (${quote(v)}) : il faut 5 chiffres`,
  },
  codePostalTolere: { code: "VALEUR_ILLISIBLE", rest: () => "est illisible" },
  communeInsee: {
    code: "CODE_COMMUNE_INVALIDE",
    rest: (v) => `est mal formé (${quote(v)}) : il faut les 5 caractères du code INSEE, comme 35238 ou 2A004`,
  },
  sexe: { code: "SEXE_INVALIDE", rest: (v) => `n'est pas reconnu (${quote(v)}) : écrivez M ou F` },
  email: {
    code: "EMAIL_INVALIDE",
    rest: (v) => `n'est pas une adresse valable (${quote(v)}) : gardez une seule adresse, sans accent ni espace`,
  },
  emailStrict: {
    code: "EMAIL_INVALIDE",
    rest: (v) => `n'est pas une adresse valable (${quote(v)}) : gardez une seule adresse, sans accent ni espace`,
  },
  telephone: {
    code: "TELEPHONE_INVALIDE",
    rest: (v) => `n'existe pas (${quote(v)}) : corrigez le numéro, ou videz le champ`,
  },
  rncp: {
    code: "RNCP_INVALIDE",
    rest: (v) => `est mal formé (${quote(v)}) : il faut RNCP suivi de 2 à 5 chiffres, comme RNCP38243`,
  },
  cfd: {
    code: "CFD_INVALIDE",
    rest: (v) => `est mal formé (${quote(v)}) : il faut 8 chiffres ou lettres, sans espace ni tiret`,
  },
  situation: {
    code: "SITUATION_INVALIDE",
    rest: (v) => `n'est pas un code de la nomenclature SIFA (${quote(v)}) : cherchez le bon code à 4 chiffres`,
  },
  dernierOrganisme: {
    code: "DERNIER_ORGANISME_INVALIDE",
    rest: (v) => `n'est ni un UAI ni un département (${quote(v)}) : écrivez par exemple 0123456A, 035 ou 2A`,
  },
  typeCfa: { code: "TYPE_CFA_INVALIDE", rest: (v) => `n'existe pas (${quote(v)}) : choisissez de 01 à 10` },
  statut: {
    code: "STATUT_INVALIDE",
    rest: (v) => `n'est pas reconnu (${quote(v)}) : écrivez 0 (abandon), 2 (inscrit) ou 3 (apprenti)`,
  },
};

/** Types for which anything but a text is the software's doing, not the secretary's. */
const TEXTS: ReadonlySet<ChampType> = new Set(["nom", "libelle", "uai", "siret", "email", "emailStrict"]);

const SPECIAL = "Numéro de téléphone est un numéro spécial";

/** The anomaly of a field that the TBA refuses at its first stage. `message` is the TBA's own. */
export function contratAnomalie(champ: Champ<ChampKey>, value: unknown, message: string): Anomalie {
  const { key, subject } = champ;
  if (value === undefined || value === null) {
    return anomalie("CHAMP_MANQUANT", [key], `${subject} manque : cette information est obligatoire, saisissez-la.`);
  }
  if (message === UNREADABLE || typeof value === "object") {
    return anomalie("VALEUR_ILLISIBLE", [key], `${subject} est illisible : le logiciel envoie une valeur composée.`);
  }
  if (isEmpty(value) && champ.type !== "nom") {
    const remedy = champ.required
      ? "cette information est obligatoire, saisissez-la"
      : "remplissez ce champ, ou ne l'envoyez pas";
    return anomalie(
      champ.required ? "CHAMP_MANQUANT" : FAULTS[champ.type].code,
      [key],
      `${subject} est vide : ${remedy}.`,
    );
  }
  if (message === SPECIAL) {
    const rest = `est un numéro surtaxé ou spécial (${quote(value)}) : le TBA le refuse, videz le champ`;
    return anomalie("TELEPHONE_SPECIAL", [key], `${subject} ${rest}.`);
  }
  const fault =
    TEXTS.has(champ.type) && typeof value !== "string" && message === "String attendu"
      ? textExpected
      : FAULTS[champ.type];
  return anomalie(fault.code, [key], `${subject} ${fault.rest(value)}.`);
}
