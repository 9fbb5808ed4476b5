import type { Anomalie, Severity } from "@/lib/domain/anomalie";

const ORDER: Readonly<Record<Severity, number>> = { bloquante: 0, avalee: 1, risque: 2 };

/** What stops the dossier first, then what the TBA drops, then what should be looked at. */
export function sortedAnomalies(anomalies: readonly Anomalie[]): Anomalie[] {
  return anomalies.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}
