import { type Day, frenchDay, numberToDay, storableDay } from "./day";
import type { JsonObject } from "./json";
import type { ParsedContrat, Reading } from "./reading";

/** The columns that the report shows of a dossier, whatever the day. */
export type Columns = {
  formation: string;
  apprenant: string;
  employeur: string;
  debut: Day | null;
  fin: Day | null;
  /** From which day the TBA holds the apprentice for gone. */
  exclusion: Day | null;
};

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value).replace(/\s+/g, " ").trim() : "";
}

/** The contract that starts last: the one that staff look for. */
function lastContrat(contrats: readonly ParsedContrat[]): ParsedContrat | null {
  let last: ParsedContrat | null = null;
  for (const contrat of contrats) if (last === null || contrat.debut >= last.debut) last = contrat;
  return last;
}

function formation(values: JsonObject, { entry, fin }: Reading): string {
  const group = text(values.groupe_formation);
  if (group !== "") return group;
  const label = text(values.libelle_court_formation) || text(values.formation_rncp);
  if (entry === null || fin === null) return label;
  return `${label} ${frenchDay(numberToDay(entry))}-${frenchDay(numberToDay(fin))}`.trim();
}

/** False of a «Formation» that only says its days: two trainings that begin on the same day are not the same. */
export const isNamed = (formation: string): boolean => !/^(?:\d\d\/\d\d\/\d{4}-\d\d\/\d\d\/\d{4})?$/.test(formation);

/** Formation, Apprenant, Employeur, Début and Fin (of the last contract) as the report shows them. */
export function rapportColumnsOf(values: JsonObject, reading: Reading): Columns {
  const contrat = lastContrat(reading.contrats);
  const employeur = contrat === null ? "" : text(values[contrat.keys.employeur]) || text(values[contrat.keys.siret]);
  const finContrat = contrat === null ? null : (contrat.rupture ?? contrat.fin);
  return {
    formation: formation(values, reading),
    apprenant: `${text(values.nom_apprenant).toUpperCase()} ${text(values.prenom_apprenant)}`.trim(),
    employeur,
    debut: storableDay(contrat?.debut ?? null),
    fin: storableDay(finContrat),
    exclusion: storableDay(reading.exclusion),
  };
}
