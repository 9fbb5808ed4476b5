import type { RapportRow } from "@/lib/services/rapport/rapport.types";

/** A row of the report, invalid for no reason that is said. */
export const rapportRow = (numero: number, changes: Partial<RapportRow> = {}): RapportRow => ({
  id: `6f0c1a52-0d3e-4a6b-9d39-0f2f6f3d1a${10 + numero}`,
  numero,
  formation: "BTSA",
  apprenant: "MARTIN Léa",
  statut: "APPRENTI",
  since: null,
  nextChange: null,
  employeur: "77764444100018",
  debut: "2025-09-01",
  fin: "2027-08-31",
  etat: "invalide",
  anomalies: [],
  marks: null,
  tbaMessages: [],
  ...changes,
});
