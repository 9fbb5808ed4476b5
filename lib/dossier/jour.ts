/** A day, «AAAA-MM-JJ». No hour and no time zone: it never shifts. */
export type Jour = string;

const DEBUT_DE_DATE = /^(\d{4})-(\d{2})-(\d{2})/;
const DATE_SEULE = /^\d{4}-\d{2}-\d{2}\s*$/;

/** Days since 1970-01-01 of a civil date; days past the end of the month roll over (31 February is 3 March). */
function joursDepuis1970(annee: number, mois: number, jourDuMois: number): number {
  const a = mois <= 2 ? annee - 1 : annee;
  const siecles = Math.floor(a / 400);
  const anneeDuSiecle = a - siecles * 400;
  const jourDeLAnnee = Math.floor((153 * (mois > 2 ? mois - 3 : mois + 9) + 2) / 5) + jourDuMois - 1;
  const jourDuSiecle =
    anneeDuSiecle * 365 + Math.floor(anneeDuSiecle / 4) - Math.floor(anneeDuSiecle / 100) + jourDeLAnnee;
  return siecles * 146097 + jourDuSiecle - 719468;
}

/** Days since 1970-01-01 of a «AAAA-MM-JJ» day. */
export function jourEnNombre(jour: Jour): number {
  return joursDepuis1970(Number(jour.slice(0, 4)), Number(jour.slice(5, 7)), Number(jour.slice(8, 10)));
}

/** The «AAAA-MM-JJ» day of a number of days since 1970-01-01. */
export function nombreEnJour(nombre: number): Jour {
  const z = nombre + 719468;
  const siecles = Math.floor(z / 146097);
  const jourDuSiecle = z - siecles * 146097;
  const anneeDuSiecle = Math.floor(
    (jourDuSiecle -
      Math.floor(jourDuSiecle / 1460) +
      Math.floor(jourDuSiecle / 36524) -
      Math.floor(jourDuSiecle / 146096)) /
      365,
  );
  const jourDeLAnnee =
    jourDuSiecle - (365 * anneeDuSiecle + Math.floor(anneeDuSiecle / 4) - Math.floor(anneeDuSiecle / 100));
  const m = Math.floor((5 * jourDeLAnnee + 2) / 153);
  const jourDuMois = jourDeLAnnee - Math.floor((153 * m + 2) / 5) + 1;
  const mois = m < 10 ? m + 3 : m - 9;
  const annee = anneeDuSiecle + siecles * 400 + (mois <= 2 ? 1 : 0);
  return `${String(annee).padStart(4, "0")}-${String(mois).padStart(2, "0")}-${String(jourDuMois).padStart(2, "0")}`;
}

/** The day `jours` days after (before, when negative) `jour`. */
export function ajouterJours(jour: Jour, jours: number): Jour {
  return nombreEnJour(jourEnNombre(jour) + jours);
}

/** «jj/mm/aaaa», as the French write a day. */
export function jourFrancais(jour: Jour): string {
  return `${jour.slice(8, 10)}/${jour.slice(5, 7)}/${jour.slice(0, 4)}`;
}

/** True when the day stands in the calendar (the TBA takes 2023-02-31 and reads 2023-03-03). */
export function existeAuCalendrier(jour: Jour): boolean {
  return nombreEnJour(jourEnNombre(jour)) === jour;
}

/** Most dates are a bare «AAAA-MM-JJ»: their day, read digit by digit; -1 for anything else. */
function jourSimple(texte: string): number {
  if (texte.length !== 10 || texte.charCodeAt(4) !== 45 || texte.charCodeAt(7) !== 45) return -1;
  let nombre = 0;
  for (let i = 0; i < 10; i++) {
    if (i === 4 || i === 7) continue;
    const chiffre = texte.charCodeAt(i) - 48;
    if (chiffre < 0 || chiffre > 9) return -1;
    nombre = nombre * 10 + chiffre;
  }
  const [mois, jourDuMois] = [Math.floor(nombre / 100) % 100, nombre % 100];
  if (mois < 1 || mois > 12 || jourDuMois < 1 || jourDuMois > 31) return -1;
  return nombre;
}

export type DateLue = { etat: "lue"; nombre: number } | { etat: "pas-une-date" } | { etat: "impossible" };
const PAS_UNE_DATE: DateLue = { etat: "pas-une-date" };
const IMPOSSIBLE: DateLue = { etat: "impossible" };

/**
 * How the TBA reads a date (api-v3.md, «a string that starts with YYYY-MM-DD»; odd cases: contract-vectors.jsonl).
 * «impossible» is a string of that form that no date parser takes: 2023-13-01, 2023-09-01abc.
 * The day is the one written, whatever hour and zone follow it.
 */
export function lireDateTba(valeur: unknown): DateLue {
  if (typeof valeur !== "string") return PAS_UNE_DATE;
  const simple = jourSimple(valeur);
  if (simple !== -1) {
    const nombre = joursDepuis1970(Math.floor(simple / 10_000), Math.floor(simple / 100) % 100, simple % 100);
    return { etat: "lue", nombre };
  }
  const debut = DEBUT_DE_DATE.exec(valeur);
  if (debut === null) return PAS_UNE_DATE;
  const mois = Number(debut[2]);
  const jourDuMois = Number(debut[3]);
  const nue = mois >= 1 && mois <= 12 && jourDuMois >= 1 && jourDuMois <= 31 && DATE_SEULE.test(valeur);
  if (!nue && Number.isNaN(Date.parse(valeur.trim()))) return IMPOSSIBLE;
  return { etat: "lue", nombre: joursDepuis1970(Number(debut[1]), mois, jourDuMois) };
}

/** The day that the TBA reads in a value, null when it reads none. */
export function jourTba(valeur: unknown): Jour | null {
  const lue = lireDateTba(valeur);
  return lue.etat === "lue" ? nombreEnJour(lue.nombre) : null;
}
