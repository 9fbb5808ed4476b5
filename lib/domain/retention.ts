import type { Day } from "./day";
import type { RetentionKind } from "./enumerations";

/** `what`: what goes, as a page says it; `from`: what the days are counted from. An établissement chooses between `min` and `max`. */
export type Retention = { label: string; what: string; from: string; days: number; min: number; max: number };

/** Before this many days, nobody's setting and no mistake removes a line of the journal: purge_audit() of the database says so too. */
const AUDIT_FLOOR_DAYS = 180;

/** For how long an établissement keeps each kind of data. docs/rgpd.md holds the same table: a test compares them. */
export const RETENTIONS: Readonly<Record<RetentionKind, Retention>> = {
  dossiers: {
    label: "Dossiers des années scolaires terminées",
    what: "le dossier, ses corrections, ce qui fut envoyé et ce que le TBA a répondu",
    from: "la fin de l'année scolaire (31 août)",
    days: 730,
    min: 90,
    max: 1825,
  },
  calls: {
    label: "Appels au TBA",
    what: "le détail des appels d'une transmission et ses dossiers ; ses comptes restent",
    from: "la transmission",
    days: 365,
    min: 30,
    max: 1095,
  },
  imports: {
    label: "Historique des imports",
    what: "le fichier lui-même (chiffré), son nom, ses comptes, ses lignes mises de côté, les corrections qu'il a terminées",
    from: "l'import",
    days: 365,
    min: 30,
    max: 1095,
  },
  alertes: {
    label: "Alertes terminées",
    what: "l'alerte et ses chiffres",
    from: "la fin de l'alerte",
    days: 365,
    min: 30,
    max: 1095,
  },
  webhooks: {
    label: "Notifications aux logiciels",
    what: "ce qui fut dit à un logiciel, et comment il a répondu",
    from: "la notification",
    days: 90,
    min: 7,
    max: 365,
  },
  "audit-log": {
    label: "Journal",
    what: "qui a fait quoi, quand, et depuis quelle adresse",
    from: "l'acte",
    days: 365,
    min: AUDIT_FLOOR_DAYS,
    max: 1095,
  },
};

/**
 * The last day of a school year: 31 August of the second year, after the last examinations and before the next intake; 31 December for
 * one that is a calendar year («2024-2024»). Null for what is not a year: such a dossier is never purged.
 */
export function schoolYearEnd(anneeScolaire: string): Day | null {
  const [, first, second] = /^([12]\d{3})-([12]\d{3})$/.exec(anneeScolaire) ?? [];
  if (first === undefined || second === undefined || second < first) return null;
  return first === second ? `${second}-12-31` : `${second}-08-31`;
}
