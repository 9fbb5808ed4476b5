import type { Actor, Severity } from "@/lib/domain/anomalie";
import type { AlerteKind, RunStatus } from "@/lib/domain/enumerations";
import type { KeyHealth, Urgency } from "@/lib/domain/reseau/urgency";

/** What to keep of the réseaux: «key», a key to look at; «alerte»; «missed», nights missed; «invalid», invalid dossiers. */
export const RESEAU_STATES = ["key", "alerte", "missed", "invalid"] as const;
export type ReseauState = (typeof RESEAU_STATES)[number];

/** `search`: in the name or the UAI; `reseau`: the id of one of the person's own, empty for all. */
export type ReseauFilters = { search: string; state: ReseauState | null; reseau: string };

/** An établissement of a réseau. Nobody changes one: the same object serves as long as the établissement stays as it is (`lineOf`). */
export type ReseauLine = Readonly<
  Omit<Urgency, "alertes"> & {
    uai: string;
    reseau: string;
    transmissionActive: boolean;
    /** The Paris day of the last run that is over, and how it ended; null before the first. */
    lastRun: { day: string; status: RunStatus } | null;
    seen: number;
    valides: number;
    /** «pending»: dossiers changed since the causes were looked for. Null when there is none. */
    cause: string | "pending" | null;
    alertes: readonly AlerteKind[];
    /** Valid dossiers, night by night, up to today; null on a day without a transmission. */
    nights: readonly (number | null)[];
  }
>;

export type ReseauTotals = { etablissements: number; apprentis: number; valides: number; seen: number };

export type ReseauPageData = {
  reseaux: { id: string; name: string }[];
  /** The kept lines, the most urgent first. */
  lines: ReseauLine[];
  /** Of all the établissements, whatever the filters. */
  totals: ReseauTotals;
  today: string;
};

/** The same cause in one établissement or many. */
export type SharedCause = {
  key: string;
  title: string;
  actor: Actor;
  severity: Severity;
  dossiers: number;
  unblocked: number;
  etablissements: { uai: string; name: string; dossiers: number; causeKey: string }[];
  /** To whom, and what to write; null when an établissement repairs it by itself. */
  message: { recipient: string; subject: string; body: string } | null;
};

export type SharedCausesPage = {
  causes: SharedCause[];
  /** Établissements whose dossiers changed since their causes were looked for: what they have now may differ. */
  pending: number;
  etablissements: number;
};

/** How the key stands, as the page and the workbook say it. */
export const KEY_WORDS: Readonly<Record<KeyHealth, string>> = {
  absent: "Absente",
  refused: "Refusée",
  untested: "Pas encore testée",
  accepted: "Acceptée",
};

/** What the filter offers. */
export const STATE_WORDS: Readonly<Record<ReseauState, string>> = {
  key: "Clé absente ou refusée",
  alerte: "Une alerte en cours",
  missed: "Des nuits manquées",
  invalid: "Des dossiers invalides",
};
