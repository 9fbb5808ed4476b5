import { ACTOR_LABELS, type Anomalie, SEVERITY_LABELS, type Severity } from "@/lib/domain/anomalie";
import { type Day, dayToNumber, frenchDay } from "@/lib/domain/day";
import type { EtatDossierValue } from "@/lib/domain/etat";
import { formatSiret, formatSirets } from "@/lib/domain/format-siret";
import { reserveOf } from "@/lib/domain/not-shown";
import { STATUT_LABELS } from "@/lib/domain/statut";
import type { StatutTba } from "@/lib/domain/statut.types";
import type { RapportRow, RowMarks } from "@/lib/services/rapport/rapport.types";
import { sortedAnomalies } from "./sorted-anomalies";

const DAYS_AHEAD = 30;

/** What «Statut sur TBA» says of a line without one that can be told. */
export const UNKNOWN = "inconnu";

/** One thing to know of a dossier: how grave (or the TBA's own answer), what, and who can act when it is not the secretary. */
export type Reason = { kind: Severity | "tba"; word: string; sentence: string; actor: string | null };

/** What the table shows of a dossier, as words: what goes to the browser, once. Dates are «jj/mm/aaaa», blank when there are none. */
export type RapportLine = {
  id: string;
  numero: number;
  formation: string;
  apprenant: string;
  statut: StatutTba | typeof UNKNOWN;
  /** Since when it has this status, «jj/mm/aaaa»; blank when it has had no other. */
  since: string;
  /** «passe en Abandon le 30/11/2026», absent when nothing changes within 30 days. */
  soon?: string;
  employeur: string;
  debut: string;
  fin: string;
  etat: EtatDossierValue;
  /** What must be said beside «Transmis sur TBA» when the TBA will not show the dossier; absent otherwise. */
  reserve?: string;
  /** Absent when the TBA never answered about it. */
  marks?: RowMarks;
  /** What is to know of it: places in the list of the page. */
  reasons: readonly number[];
};

/** The lines of a page, and what they have to say, each said once: dossiers of one formation share their anomalies. */
export type RapportLines = {
  lines: readonly RapportLine[];
  reasons: readonly Reason[];
  /** The words of each status. */
  statuts: Readonly<Record<StatutTba | typeof UNKNOWN, string>>;
};

function announce(change: RapportRow["nextChange"], today: Day): string | null {
  if (change === null) return null;
  const within = dayToNumber(change.day) - dayToNumber(today);
  if (within < 0 || within > DAYS_AHEAD) return null;
  const label = STATUT_LABELS[change.statut];
  return `${change.statut === "APPRENTI" ? "passe" : "passe en"} ${label} le ${frenchDay(change.day)}`;
}

/** The TBA's own answers first, then what stops the dossier, what the TBA drops, what should be looked at; nothing twice. */
function reasonsOf(anomalies: readonly Anomalie[], tbaMessages: readonly string[]): Reason[] {
  const answers = [...new Set(tbaMessages)].map(
    (sentence): Reason => ({ kind: "tba", word: "Réponse du TBA", sentence, actor: null }),
  );
  const found = sortedAnomalies(anomalies).map(
    ({ severity, sentence, actor }): Reason => ({
      kind: severity,
      word: SEVERITY_LABELS[severity],
      sentence: formatSirets(sentence),
      actor: actor === "secretariat" ? null : ACTOR_LABELS[actor],
    }),
  );
  return [...answers, ...found];
}

function rapportLine(row: RapportRow, today: Day, placeOf: (reason: Reason) => number): RapportLine {
  const { id, numero, formation, apprenant, statut, etat, marks } = row;
  const soon = announce(row.nextChange, today);
  const reserve = reserveOf(etat, row.anomalies);
  return {
    id,
    numero,
    formation,
    apprenant: apprenant === "" ? "Sans nom" : apprenant,
    statut: statut ?? UNKNOWN,
    since: row.since === null ? "" : frenchDay(row.since),
    ...(soon === null ? {} : { soon }),
    employeur: formatSiret(row.employeur),
    debut: row.debut === null ? "" : frenchDay(row.debut),
    fin: row.fin === null ? "" : frenchDay(row.fin),
    etat,
    ...(reserve === null ? {} : { reserve }),
    ...(marks === null ? {} : { marks }),
    reasons: reasonsOf(row.anomalies, row.tbaMessages).map(placeOf),
  };
}

/** The lines of the report as its table shows them on a day. */
export function rapportLines(rows: readonly RapportRow[], today: Day): RapportLines {
  const places = new Map<string, number>();
  const reasons: Reason[] = [];
  const placeOf = (reason: Reason) => {
    const key = JSON.stringify(reason);
    const place = places.get(key) ?? reasons.push(reason) - 1;
    places.set(key, place);
    return place;
  };
  return {
    lines: rows.map((row) => rapportLine(row, today, placeOf)),
    reasons,
    statuts: { ...STATUT_LABELS, inconnu: "Inconnu (dates illisibles)" },
  };
}
