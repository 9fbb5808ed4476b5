import type { Anomalie, Gravite } from "@/lib/dossier/anomalie";

const ORDRE: Readonly<Record<Gravite, number>> = { bloquante: 0, avalee: 1, risque: 2 };

/** What stops the dossier first, then what the TBA drops, then what should be looked at. */
export function anomaliesTriees(anomalies: readonly Anomalie[]): Anomalie[] {
  return anomalies.toSorted((a, b) => ORDRE[a.gravite] - ORDRE[b.gravite]);
}
