import { type Day, dayToNumber } from "@/lib/domain/day";

/** How many days a line of nights shows. */
export const SHOWN_NIGHTS = 30;

const [COMMA, ZERO] = [44, 48];

/** The nights of «12,,14», digit by digit: a page of a réseau has fifteen thousand. Nothing between two commas is null, and no text no night. */
export function parseNights(text: string): (number | null)[] {
  if (text === "") return [];
  const nights: (number | null)[] = [];
  let night: number | null = null;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== COMMA) night = (night ?? 0) * 10 + code - ZERO;
    else {
      nights.push(night);
      night = null;
    }
  }
  nights.push(night);
  return nights;
}

/**
 * The thirty days that end today, from those that ended on the day of the last transmission: null for a day without one. `nights` is empty
 * before the first transmission.
 */
export function nightsUntilToday(nights: readonly (number | null)[], until: Day | null, today: Day): (number | null)[] {
  const since = until === null ? SHOWN_NIGHTS : Math.max(0, dayToNumber(today) - dayToNumber(until));
  if (since === 0 && nights.length === SHOWN_NIGHTS) return [...nights];
  const gap = Array<null>(Math.min(since, SHOWN_NIGHTS)).fill(null);
  const shown = [...nights, ...gap].slice(-SHOWN_NIGHTS);
  return [...Array<null>(SHOWN_NIGHTS - shown.length).fill(null), ...shown];
}

/** Whole days without a transmission since the last one: today's night may be still to come. */
export function missedNights(until: Day | null, today: Day): number {
  return until === null ? 0 : Math.max(0, dayToNumber(today) - dayToNumber(until) - 1);
}
