import type { Jour } from "@/lib/dossier/jour";

const JOUR_DE_PARIS = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" });

/** Today in France. */
export function aujourdhui(): Jour {
  return JOUR_DE_PARIS.format(new Date());
}
