import type { ChampKey } from "./champs";

/**
 * bloquante: the TBA refuses the dossier or loses it. avalee: it takes the dossier and drops the value in silence.
 * risque: it may lose the dossier or show it wrong.
 */
export type Severity = "bloquante" | "avalee" | "risque";

export const SEVERITY_LABELS: Readonly<Record<Severity, string>> = {
  bloquante: "Bloquant",
  avalee: "Valeur perdue",
  risque: "À vérifier",
};

/** Who can repair it. */
export type Actor = "secretariat" | "direction" | "editeur" | "carif-oref";

export const ACTOR_LABELS: Readonly<Record<Actor, string>> = {
  secretariat: "le secrétariat",
  direction: "la direction",
  editeur: "l'éditeur du logiciel",
  "carif-oref": "le Carif-Oref",
};

/** One thing that is wrong with a dossier: a stable code, what it is about, and a French sentence with the value and the remedy. */
export type Anomalie = {
  code: string;
  severity: Severity;
  champs: ChampKey[];
  sentence: string;
  actor: Actor;
};
