import { numberToDay } from "./day";
import type { StatutStep, StatutTba } from "./statut.types";

/** A training and its contracts, in days since 1970-01-01; an hour adds a part of a day. */
export type SessionInDays = { debut: number; fin: number };
export type ContratInDays = { debut: number; fin: number | null; rupture: number | null };

const INSCRIT_DAYS_WITHOUT_CONTRAT = 90;
const RUPTURANT_DAYS = 180;
const END_OF_FORMATION_TOLERANCE = 60;
const MS_PER_DAY = 24 * 60 * 60 * 1000;

/**
 * A contract that counts: `lastDay` is the day before the rupture, the end, or the end of the training, `endsAt` the same to the millisecond.
 * `holds` is false for one that ends before its start, be it by an hour of the same day: no day is under it.
 */
type Retained = { debut: number; lastDay: number; endsAt: number; holds: boolean; broken: boolean };
/** Days with one status, from `debut` to the next segment. */
type Segment = { debut: number; statut: StatutTba };

/** Rounded: «a day before» of an instant, as a number of days, may be off by less than that. */
const milliseconds = (instant: number) => Math.round(instant * MS_PER_DAY);

/** Of two contracts that start the same day, the later in the list takes the earlier's place. */
function retainedContrats(contrats: readonly ContratInDays[], sessionEnd: number): Retained[] {
  const retained: Retained[] = [];
  for (const contrat of contrats) {
    const { fin, rupture } = contrat;
    const end = rupture !== null ? rupture - 1 : (fin ?? sessionEnd);
    const endsAt = milliseconds(end);
    const debut = Math.floor(contrat.debut);
    const holds = milliseconds(contrat.debut) <= endsAt;
    const current = { debut, lastDay: Math.floor(end), endsAt, holds, broken: rupture !== null };
    const slot = retained.findIndex((c) => c.debut === debut);
    if (slot === -1) retained.push(current);
    else retained[slot] = current;
  }
  return retained;
}

/** The contract that ends last; at equal ends, one that was broken. */
function contratTerminal(retained: readonly Retained[]): Retained | null {
  let terminal: Retained | null = null;
  for (const contrat of retained) {
    const later = terminal === null || contrat.endsAt > terminal.endsAt;
    if (later || (contrat.endsAt === terminal?.endsAt && contrat.broken)) terminal = contrat;
  }
  return terminal;
}

/** The days between which nothing starts or ends: first days of segments, sorted, and the day after the last. */
function cutPoints(first: number, fin: number, retained: readonly Retained[], exclusion: number | null): number[] {
  const days = [first, fin, fin + 1];
  const cut = (day: number) => {
    if (day > first && day < fin && !days.includes(day)) days.push(day);
  };
  for (const { debut, lastDay } of retained) {
    cut(debut);
    cut(lastDay + 1);
  }
  if (exclusion !== null) cut(exclusion);
  return days.sort((a, b) => a - b);
}

/** Rules 1 to 3 on a segment, then rule 4: days without a contract wear out. `count` goes on from segment to segment. */
function spendDays(cuts: readonly number[], retained: readonly Retained[], exclusion: number | null): Segment[] {
  const segments: Segment[] = [];
  let withoutContrat = 0;
  let alreadyUnderContrat = false;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const debut = cuts[i] ?? 0;
    const duree = (cuts[i + 1] ?? 0) - debut;
    if (duree === 0) continue;
    if (exclusion !== null && debut >= exclusion) {
      segments.push({ debut, statut: "ABANDON" });
      withoutContrat += duree;
    } else if (retained.some((c) => c.holds && c.debut <= debut && debut <= c.lastDay)) {
      segments.push({ debut, statut: "APPRENTI" });
      alreadyUnderContrat = true;
      withoutContrat = 0;
    } else {
      const limit = alreadyUnderContrat ? RUPTURANT_DAYS : INSCRIT_DAYS_WITHOUT_CONTRAT;
      const held = Math.min(Math.max(limit - withoutContrat, 0), duree);
      if (held > 0) segments.push({ debut, statut: alreadyUnderContrat ? "RUPTURANT" : "INSCRIT" });
      if (held < duree) segments.push({ debut: debut + held, statut: "ABANDON" });
      withoutContrat += duree;
    }
  }
  return segments;
}

function toSteps(segments: readonly Segment[]): StatutStep[] {
  const steps: StatutStep[] = [];
  let previous: StatutTba | null = null;
  for (const { debut, statut } of segments) {
    if (statut !== previous) steps.push([numberToDay(debut), statut]);
    previous = statut;
  }
  return steps;
}

/** `computeParcours` (statut.ts) on days that are numbers: it goes from one start or end to the next, not day by day. */
export function parcoursInDays(
  session: SessionInDays,
  contrats: readonly ContratInDays[],
  exclusion: number | null,
): StatutStep[] {
  const retained = retainedContrats(contrats, session.fin);
  const fin = Math.floor(session.fin);
  let first = Math.floor(session.debut);
  for (const contrat of retained) first = Math.min(first, contrat.debut);
  if (first > fin) return [];

  // An exclusion after the end, be it by an hour of the last day, changes no day.
  const excluded = exclusion !== null && exclusion <= session.fin ? Math.floor(exclusion) : null;
  const segments = spendDays(cutPoints(first, fin, retained, excluded), retained, excluded);
  const last = segments.at(-1);
  const terminal = contratTerminal(retained);
  const naturalEnd = exclusion === null && terminal !== null && !terminal.broken;
  const ends = naturalEnd || last?.statut === "APPRENTI" || last?.statut === "INSCRIT";
  if (naturalEnd && fin - terminal.lastDay <= END_OF_FORMATION_TOLERANCE) {
    for (const segment of segments) {
      const waits = segment.statut === "INSCRIT" || segment.statut === "RUPTURANT";
      if (segment.debut > terminal.lastDay && waits) segment.statut = "FIN_DE_FORMATION";
    }
  }
  if (last !== undefined && ends) last.statut = "FIN_DE_FORMATION";
  return toSteps(segments);
}
