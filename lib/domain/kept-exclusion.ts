import { addDays, type Day, isSaturday, storableDay } from "./day";
import type { JsonObject } from "./json";
import { read } from "./reading";
import { statutOnDay } from "./statut";
import type { StatutStep, StatutTba } from "./statut.types";

/** Either field is needed to say an exclusion: without them, a text is not worth reading. */
const MAY_EXCLUDE = /"(date_exclusion_formation|statut_apprenant)":/;

/** The exclusion that a dossier says as it is sent, null when it says none. */
export function exclusionInPayload(json: string): Day | null {
  return MAY_EXCLUDE.test(json) ? storableDay(read(JSON.parse(json) as JsonObject).exclusion) : null;
}

/**
 * What the TBA has of an exclusion: the one that the dossier says now, the last that it took (its merge never erases), and whether the
 * dossier is still sent.
 */
export type ExclusionState = { own: Day | null; kept: Day | null; sent: boolean };

/** An exclusion that the TBA took and that the dossier no longer says, null when there is none. */
export function takenBack({ own, kept }: Pick<ExclusionState, "own" | "kept">): Day | null {
  return own === null ? kept : null;
}

/**
 * The status on a day. The ingestion of each night goes by what was just sent; on Saturday at 05:00 everything is computed again from the
 * merged record, where an exclusion once sent still stands: until the next sending, or for good when there is none.
 */
export function statutShownOn(parcours: readonly StatutStep[], exclusion: ExclusionState, day: Day): StatutTba {
  return comesBackOn(exclusion, day) ? "ABANDON" : statutOnDay(parcours, day);
}

/** Since which day the status of a day is shown: the last change's, or the exclusion's. Null when there was no change yet. */
export function shownSince(parcours: readonly StatutStep[], exclusion: ExclusionState, day: Day): Day | null {
  const [since = null, statut] = parcours.findLast(([date]) => date <= day) ?? [];
  const kept = takenBack(exclusion);
  if (kept === null || !comesBackOn(exclusion, day)) return since;
  return statut === "ABANDON" && since !== null && since < kept ? since : kept;
}

/** True on a day when the TBA shows «Abandon» for an exclusion that is no longer sent. */
export function comesBackOn(exclusion: ExclusionState, day: Day): boolean {
  const kept = takenBack(exclusion);
  return kept !== null && kept <= day && (!exclusion.sent || isSaturday(day));
}

/** The Saturday of a recomputation: the first from a day on. */
export function nextSaturday(day: Day): Day {
  const days = Array.from({ length: 7 }, (_, i) => addDays(day, i));
  return days.find(isSaturday) ?? day;
}
