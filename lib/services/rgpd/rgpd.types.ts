import type { ActionState } from "@/lib/domain/action-state.types";
import type { EtatDossierValue } from "@/lib/domain/etat";
import type { Retention } from "@/lib/domain/retention";

/** One dossier of a person, as the pages about their data list it. Instants are ISO. */
export type PersonDossierLine = {
  id: string;
  apprenant: string;
  formation: string;
  anneeScolaire: string;
  identifier: string;
  apprenti: boolean;
  etat: EtatDossierValue;
  /** When the TBA last took it, null when it never did. */
  acceptedAt: string | null;
};

/** What is known of a person before an extract or an erasure. */
export type PersonData = {
  dossierId: string;
  /** What must be typed to erase: the apprentice's name, or the software's identifier of one without a name. */
  confirmation: string;
  own: PersonDossierLine[];
  /** Under the same identifier, another name or birth date: somebody else's, whose own pages they have. */
  doubtful: PersonDossierLine[];
  corrections: number;
  transmissions: number;
  auditLines: number;
  /** How many of the dossiers the TBA has, and since when at the latest. */
  onTba: { dossiers: number; lastAt: string | null };
  /** The TBA's own site: where to write to it from. */
  tbaSite: string;
};

/** What an erasure removed. */
export type ErasureDone = { dossiers: number; auditLines: number };

/** An erasure of before: nothing in it says whose. */
export type ErasureLine = { id: string; at: string; by: string; dossiers: number };

/** A duration as the page of settings shows it. */
export type RetentionSetting = Retention & { kind: string; chosen: number };

/** A duration that nobody sets: the house's own. */
export type HouseRetention = { kind: string; label: string; days: number };

export type RetentionPage = { settings: RetentionSetting[]; house: HouseRetention[]; erasures: ErasureLine[] };

/** What the form of durations shows after it was sent: what was typed, by kind. */
export type RetentionState = ActionState & { typed: Record<string, string> };
