import type { Scope } from "@/lib/services/etablissements/scope";
import { streamChanges } from "@/lib/services/streams/stream-changes";
import { loadProgress } from "@/lib/services/transmissions/queries";
import { isMoving, type Progress } from "./transmissions.types";

/** The progress of a transmission as server-sent events. Throws BUSY when too many are open. */
export function streamProgress(scope: Scope, first: Progress, stopSignal: AbortSignal): ReadableStream<Uint8Array> {
  return streamChanges(scope, { first, load: loadProgress, isMoving }, stopSignal);
}
