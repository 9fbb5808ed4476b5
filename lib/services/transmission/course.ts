import type { Db } from "@/db/base";
import type { ClientTba } from "@/lib/tba/client";
import type { Creneaux } from "./creneaux";
import type { Patience } from "./patience";

/** A run in progress: what each call needs to know. */
export type Course = {
  db: Db;
  transmissionId: string;
  etablissementId: string;
  cle: string;
  tba: Pick<ClientTba, "transmettre">;
  patience: Patience;
  /** Asked to stop: the call in flight is finished and stored, no other leaves. */
  arret: AbortSignal;
  creneaux: Creneaux;
  /** Dossiers in a call, at most. */
  parAppel: number;
  /** Calls made so far. */
  rang: number;
};

/** Why a run cannot go on. `panne`: the TBA is to be tried again later; `arret`: we were asked to stop. */
export type Arret = { genre: "cle-refusee" | "panne" | "arret"; raison: string };

export const ARRET_DEMANDE: Arret = { genre: "arret", raison: "Le serveur s'est arrêté pendant la transmission." };
