"use client";

import { useEvents } from "@/components/events/use-events";
import { isMoving, type Progress } from "@/lib/services/transmissions/transmissions.types";
import { parseProgress } from "./parse-progress";

/** Follows a transmission; when it is over, the page is brought up to date. */
export function useProgress(uai: string, initial: Progress): Progress {
  return useEvents({ url: `/${uai}/transmissions/progression`, parse: parseProgress, isMoving }, initial);
}
