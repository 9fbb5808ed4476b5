"use client";

import { useEvents } from "@/components/events/use-events";
import { isMoving, type Progress } from "@/lib/services/transmissions/transmissions.types";

/** Only a transmission that runs needs the parser and its library: a page without one shows without them. */
const parse = async (event: string) => (await import("./parse-progress")).parseProgress(event);

/** Follows a transmission; when it is over, the page is brought up to date. */
export function useProgress(uai: string, initial: Progress): Progress {
  return useEvents({ url: `/${uai}/transmissions/progression`, parse, isMoving }, initial);
}
