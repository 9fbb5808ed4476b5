import type { Acteur, Gravite } from "@/lib/dossier/anomalie";
import type { CleChamp } from "@/lib/dossier/champs";
import type { Etat } from "@/lib/dossier/etat";
import type { Json } from "@/lib/dossier/json";
import type { EtatAction } from "@/lib/services/etat-action.types";

/** A cause as a list shows it. `cle` is safe in an address: it says nothing of anybody. */
export type CauseResumee = {
  cle: string;
  titre: string;
  acteur: Acteur;
  gravite: Gravite;
  /** How many dossiers have it, and how many of them would be valid were it removed alone. */
  dossiers: number;
  debloques: number;
};

export type PlanDeblocage = {
  /** Causes of invalid dossiers, the most useful to repair first. */
  bloquantes: CauseResumee[];
  /** What does not stop a dossier and is worth a look. */
  autres: CauseResumee[];
};

/** One value for all, one for each of a kind of group, or none: the field is emptied. */
export const REPARTITIONS = ["tous", "formation", "employeur", "site", "dossier", "vider"] as const;
export type Repartition = (typeof REPARTITIONS)[number];

/** A value that the établissement already uses, as an input holds it. */
export type Suggestion = { saisie: string; dossiers: number };

/** Dossiers that are given one value together. `cle` names its input. */
export type GroupeCause = {
  cle: string;
  libelle: string;
  dossiers: number;
  /** The value that all of them have now; null when they have none, or not the same. */
  actuelle: Json;
  suggestions: Suggestion[];
};

export type LigneCause = {
  id: string;
  numero: number;
  apprenant: string;
  formation: string;
  employeur: string;
  valeur: Json;
  debloque: boolean;
};

/** A text ready to be sent to who can act; names nobody. */
export type MessageCause = { destinataire: string; objet: string; corps: string };

export type DetailCause = {
  cause: CauseResumee;
  /** The field that is corrected, among those that the cause is about. */
  champ: CleChamp;
  champs: CleChamp[];
  /** How the values are given now, and how else they could be. */
  repartition: Repartition;
  repartitions: Repartition[];
  groupes: GroupeCause[];
  /** The first dossiers of the cause; `cause.dossiers` counts them all. */
  lignes: LigneCause[];
  /** Dossiers of the établissement that are valid now, and all its apprentices. */
  valides: number;
  total: number;
  /** False when the field is not corrected here, whoever asks. */
  corrigible: boolean;
  /** False for those who may only look. */
  peutCorriger: boolean;
  message: MessageCause | null;
};

export type ChangementEtat = {
  id: string;
  numero: number;
  apprenant: string;
  formation: string;
  avant: Etat;
  apres: Etat;
};

/** What a correction would do, had it been applied. */
export type Apercu = {
  /** Dossiers that would change, of whatever kind the change is. */
  corriges: number;
  validesAvant: number;
  validesApres: number;
  /** The first of those that would change state; `nombreChangements` counts them all. */
  changements: ChangementEtat[];
  nombreChangements: number;
  /** Those of the corrected dossiers that would stay invalid. */
  restentInvalides: number;
  /** What the new values bring up that was not there, and on how many dossiers. */
  apparues: { phrase: string; dossiers: number }[];
};

/** What the correction's form shows after each press. */
export type EtatDeblocage = EtatAction & {
  /** What the inputs hold, by group. */
  saisies: Readonly<Record<string, string>>;
  apercu: Apercu | null;
  /** What the preview was made of: other values are shown before they are applied. */
  vu: string;
};

export const DEBLOCAGE_AU_REPOS: EtatDeblocage = { statut: "repos", message: "", saisies: {}, apercu: null, vu: "" };

/** A correction that was just made, or undone. */
export type GesteFait = { lotId: string; titre: string; dossiers: number; annule: boolean };
