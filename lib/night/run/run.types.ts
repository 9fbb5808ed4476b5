import type { Db } from "@/db/database";
import type { TbaClient } from "@/lib/tba/client";
import type { RetryPolicy, Slots } from "./pace/retry";

/** A run in progress: what each call needs to know. */
export type Run = {
  db: Db;
  transmissionId: string;
  etablissementId: string;
  key: string;
  tba: Pick<TbaClient, "transmit">;
  retry: RetryPolicy;
  /** Asked to stop: the call in flight is finished and stored, no other leaves. */
  stopSignal: AbortSignal;
  slots: Slots;
  /** Dossiers in a call, at most. */
  perCall: number;
  /** Calls made so far. */
  sequence: number;
  /** An answer spoke of texts that the TBA did not have yet. */
  somethingNew: boolean;
};

/** Why a run cannot go on. `outage`: the TBA is to be tried again later; `stop`: we were asked to stop. */
export type StopReason = { kind: "key-refused" | "outage" | "stop"; reason: string };

export const STOP_REQUESTED: StopReason = { kind: "stop", reason: "Le serveur s'est arrêté pendant la transmission." };
