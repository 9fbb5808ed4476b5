import type { Day } from "./day";

const FORMAT = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris", dateStyle: "short" });

/** The day that it is in Paris at an instant. */
export function parisDay(instant: Date): Day {
  return FORMAT.format(instant);
}
