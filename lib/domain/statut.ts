import { type Day, dayToNumber } from "./day";
import { type ContratInDays, parcoursInDays } from "./parcours";
import type { StatutStep, StatutTba } from "./statut.types";

/** The seed's words where it has one («En contrat», «Inscrit»). */
export const STATUT_LABELS: Readonly<Record<StatutTba, string>> = {
  APPRENTI: "En contrat",
  INSCRIT: "Inscrit",
  RUPTURANT: "Rupture de contrat",
  ABANDON: "Abandon",
  FIN_DE_FORMATION: "Fin de formation",
};

export const isStatutTba = (text: string): text is StatutTba => Object.hasOwn(STATUT_LABELS, text);

export type Contrat = { debut: Day; fin: Day | null; rupture: Day | null };
export type Session = { debut: Day; fin: Day };

/**
 * The changes of status that the TBA will show, from the first day to the end of the training, sorted, without repeats.
 * Empty when the training ends before it starts. Source: api-v3.md, «The status that the TBA will show», rules 1 to 6;
 * proven on statut-vectors.jsonl.
 */
export function computeParcours(session: Session, contrats: readonly Contrat[], exclusion: Day | null): StatutStep[] {
  const count = (day: Day | null) => (day === null ? null : dayToNumber(day));
  const inDays = contrats.map(
    (c): ContratInDays => ({ debut: dayToNumber(c.debut), fin: count(c.fin), rupture: count(c.rupture) }),
  );
  const { debut, fin } = session;
  return parcoursInDays({ debut: dayToNumber(debut), fin: dayToNumber(fin) }, inDays, count(exclusion));
}

/** The status on a day: the last change not after it, INSCRIT before the first. */
export function statutOnDay(parcours: readonly StatutStep[], day: Day): StatutTba {
  let statut: StatutTba = "INSCRIT";
  for (const [date, next] of parcours) {
    if (date > day) break;
    statut = next;
  }
  return statut;
}

/** The first day of a parcours that has not begun on a day: the TBA's lists skip it until then. Null for one that has, or that has no day. */
export function beginsAfter(parcours: readonly StatutStep[], day: Day): Day | null {
  const first = parcours[0]?.[0];
  return first !== undefined && first > day ? first : null;
}

/** The next change after a day, null when the status is final. */
export function nextChange(parcours: readonly StatutStep[], day: Day): StatutStep | null {
  return parcours.find(([date]) => date > day) ?? null;
}
