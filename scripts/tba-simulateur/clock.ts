import type { Day } from "@/lib/domain/day";

const PARIS_DAY = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" });

/** Today in France. */
export function today(): Day {
  return PARIS_DAY.format(new Date());
}
