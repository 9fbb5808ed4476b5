import type { ActionState } from "@/lib/domain/action-state.types";
import type { Actor, Severity } from "@/lib/domain/anomalie";
import type { ChampKey } from "@/lib/domain/champs";
import type { EtatDossierValue } from "@/lib/domain/etat";
import type { Json } from "@/lib/domain/json";

/** A cause as a list shows it. `key` is safe in an address: it says nothing of anybody. */
export type CauseSummary = {
  key: string;
  title: string;
  actor: Actor;
  severity: Severity;
  /** How many dossiers have it, and how many of them would be valid were it removed alone. */
  dossiers: number;
  unblocked: number;
};

export type DeblocagePlan = {
  /** Causes of invalid dossiers, the most useful to repair first. */
  bloquantes: CauseSummary[];
  /** What does not stop a dossier and is worth a look. */
  others: CauseSummary[];
  /** How many there are of each beyond those that are listed. */
  unlisted: { bloquantes: number; others: number };
};

/** One value for all, one for each of a kind of group, or none: the field is emptied. */
export const GROUPINGS = ["tous", "formation", "employeur", "site", "dossier", "vider"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Where a suggested value was found: dossiers of the same training, of the same employer, of the établissement; or its own number. */
export type Evidence = "formation" | "employeur" | "etablissement" | "own";

/** A value that the établissement already uses, as an input holds it. */
export type Suggestion = { input: string; dossiers: number; evidence: Evidence };

/** Dossiers that are given one value together. `key` names its input. */
export type CauseGroup = {
  key: string;
  label: string;
  dossiers: number;
  /** The value that all of them have now; null when they have none, or not the same. */
  current: Json;
  suggestions: Suggestion[];
};

export type CauseRow = {
  id: string;
  numero: number;
  apprenant: string;
  formation: string;
  employeur: string;
  value: Json;
  unblocks: boolean;
};

/** A text ready to be sent to who can act; names nobody. */
export type CauseMessage = { recipient: string; subject: string; body: string };

export type CauseDetail = {
  cause: CauseSummary;
  /** The field that is corrected, among those that the cause is about. */
  champ: ChampKey;
  champs: ChampKey[];
  /** How the values are given now, and how else they could be. */
  grouping: Grouping;
  groupings: Grouping[];
  groups: CauseGroup[];
  /** The first dossiers of the cause; `cause.dossiers` counts them all. */
  rows: CauseRow[];
  /** Dossiers of the établissement that are valid now, and all its apprentices. */
  valid: number;
  total: number;
  /** False when the field is not corrected here, whoever asks. */
  correctable: boolean;
  /** False for those who may only look. */
  canCorrect: boolean;
  message: CauseMessage | null;
};

export type EtatChange = {
  id: string;
  numero: number;
  apprenant: string;
  formation: string;
  before: EtatDossierValue;
  after: EtatDossierValue;
};

/** What a correction would do, had it been applied. */
export type Preview = {
  /** Dossiers that would change, of whatever kind the change is. */
  corrected: number;
  validBefore: number;
  validAfter: number;
  /** The first of those that would change state; `changeCount` counts them all. */
  changes: EtatChange[];
  changeCount: number;
  /** Those of the corrected dossiers that would stay invalid. */
  stillInvalid: number;
  /** Those that the TBA has, and of which it would make second dossiers (lib/domain/left-behind.ts). */
  moved: number;
  /** What the new values bring up that was not there, and on how many dossiers. */
  appeared: { sentence: string; dossiers: number }[];
};

/** What the correction's form shows after each press. */
export type DeblocageState = ActionState & {
  /** What the inputs hold, by group. */
  inputs: Readonly<Record<string, string>>;
  preview: Preview | null;
  /** What the preview was made of: other values are shown before they are applied. */
  seen: string;
};

export const DEBLOCAGE_IDLE: DeblocageState = { status: "idle", message: "", inputs: {}, preview: null, seen: "" };
