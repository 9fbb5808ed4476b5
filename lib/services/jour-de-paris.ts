import type { Jour } from "@/lib/dossier/jour";

const FORMAT = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris", dateStyle: "short" });

/** The day that it is in Paris at an instant. */
export function jourDeParis(instant: Date): Jour {
  return FORMAT.format(instant);
}
