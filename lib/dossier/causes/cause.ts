import type { Acteur, Anomalie, Gravite } from "@/lib/dossier/anomalie";
import type { CleChamp } from "@/lib/dossier/champs";
import type { Json } from "@/lib/dossier/json";

/** An anomaly of a dossier, with the values of its fields as they would be sent, in the order of `champs`; null when absent. */
export type AnomalieEnCause = Pick<Anomalie, "code" | "gravite" | "acteur" | "champs"> & { valeurs: readonly Json[] };

export type DossierEnCause = { id: string; anomalies: readonly AnomalieEnCause[] };

/** What stops several dossiers and is repaired at one place: a code, its field and, where staff would see one thing in it, the same wrong value. */
export type Cause = {
  /** What makes it this cause, the same at each reading. Holds nobody's data. */
  identite: string;
  code: string;
  gravite: Gravite;
  acteur: Acteur;
  /** The field to correct. */
  champ: CleChamp;
  /** All the fields that the anomaly is about, the one to correct first. */
  champs: CleChamp[];
  /** «SIRET du formateur invalide (7776444410001)» */
  titre: string;
  /** The dossiers that have it, in the order received. */
  dossiers: string[];
  /** Those of them that would be valid were this cause removed, and nothing else. Empty when it blocks nothing. */
  debloques: string[];
};
