import type { Actor, Anomalie, Severity } from "@/lib/domain/anomalie";
import type { ChampKey } from "@/lib/domain/champs";
import type { Json } from "@/lib/domain/json";

/** An anomaly of a dossier, with the values of its fields as they would be sent, in the order of `champs`; null when absent. */
export type AnomalieAtIssue = Pick<Anomalie, "code" | "severity" | "actor" | "champs"> & { values: readonly Json[] };

export type DossierAtIssue = { id: string; anomalies: readonly AnomalieAtIssue[] };

/** What stops several dossiers and is repaired at one place: a code, its field and, where staff would see one thing in it, the same wrong value. */
export type Cause = {
  /** What makes it this cause, the same at each reading. Holds nobody's data. */
  identity: string;
  code: string;
  severity: Severity;
  actor: Actor;
  /** The field to correct. */
  champ: ChampKey;
  /** All the fields that the anomaly is about, the one to correct first. */
  champs: ChampKey[];
  /** «SIRET du formateur invalide (7776444410001)» */
  title: string;
  /** The dossiers that have it, in the order received. */
  dossiers: string[];
  /** Those of them that would be valid were this cause removed, and nothing else. Empty when it blocks nothing. */
  unblocked: string[];
};
